"""What a Mesa user finds: agents that are views of rows, made on demand."""
