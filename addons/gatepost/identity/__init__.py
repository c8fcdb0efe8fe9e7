"""Who is at the client, and which account acts: evidence in, values out. Files and sockets are the shell's business."""
