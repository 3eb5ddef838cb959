"""The hostile worker: the text of a program that answers as the file `mode` beside it says.

It is written where kread looks for its worker, or for its picture program."""

PROGRAM = r'''#!/usr/bin/env -S python3 -S
import json, os, socket, struct, sys, time
os.dup2(os.open("/dev/null", os.O_WRONLY), 2)  # as the real one
here = os.path.dirname(os.path.abspath(sys.argv[0]))
s = socket.socket(fileno=3)
def frame(kind, data=b"", job=None, size=None):
    return struct.pack("=c3xII", kind, JOB if job is None else job,
                       len(data) if size is None else size) + data
def send(*args, **more):
    s.sendall(frame(*args, **more))
def read(n):
    data = b""
    while len(data) < n:
        more = s.recv(n - len(data))
        if not more:
            os._exit(0)
        data += more
    return data
def js(kind, what, **more):
    send(kind, what if isinstance(what, bytes) else json.dumps(what).encode(), **more)
def doc(**fields):
    base = {"url": "http://x.example/", "title": "T", "blocks": [P]}
    base.update(fields)
    js(b"A", base)
P = {"type": "paragraph", "spans": [{"text": "A paragraph of the page."}]}
JOB = 0
HEAD = {}
while True:
    kind, JOB, size = struct.unpack("=c3xII", read(12))
    HEAD[kind] = read(size)
    if kind == b"E":
        exec(open(os.path.join(here, "mode")).read())
'''
