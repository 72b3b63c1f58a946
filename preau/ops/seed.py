def seed(made, say):
    pass
