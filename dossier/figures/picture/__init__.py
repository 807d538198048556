"""Pictures from files of their own: `loaded` reads them, `shows` says what stands at them, `draws` sizes them."""
