"""What commands share: options, questions about one id, problems and results in lines."""
