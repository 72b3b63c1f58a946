"""The portal: entrances, tiles, how the service stands; for who is signed in and who is not."""
