"""Content: files into knowledge, and the rules it keeps."""
