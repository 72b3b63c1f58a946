from bench import station as s
from bench import operations as o
import time
def measure(w):
    only=set(w.only.split(","))-{""}
    with s.station(w.messages, w.port) as st:
        print(st, flush=True)
        if w.serve:
            while True: time.sleep(3600)
