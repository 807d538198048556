"""The map: `shows` gathers what it shows and says it in words, `draws` puts it on paper."""
