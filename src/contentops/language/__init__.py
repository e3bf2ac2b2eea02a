"""What is known of a language, beneath every stage: its data, sentences, words, quantities, messages."""
