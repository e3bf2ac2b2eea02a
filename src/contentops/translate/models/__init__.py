"""Models of translation that run on this machine: where they are kept, how they get there, and how one is put to work.

- `folder`: where models are kept, and which there are
- `model`: one model, and the file beside it that says what it is
- `layout`: what a folder that somebody else made is: a converted OPUS-MT model, an Argos package, one network for many
- `download`: a file by HTTP
- `unpack`: an archive's files, those that a model needs
- `room`: room on the disk
- `install`: a model into its place, whole or not at all
- `verify`: checksums, a test sentence, and what the model does to protected places
- `network`: a model at work
- `spelling`: how what is protected is spelled for it
- `repetition`: a text that goes round in circles
"""
