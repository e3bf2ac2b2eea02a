"""Will the page be found, and shown well, by search engines and screen readers?"""
