"""Does the text promise what a seller of food may not promise?"""
