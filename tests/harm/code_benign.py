"""Honest code as repositories of models hold it, each with its path and outcome."""
# ruff: noqa: E501  # a file a line reads as a table

from collections.abc import Iterator

from harm.code_attacks import notebook

DATA, RUNS = "data-only", "runs-code"
File = tuple[str, str, bytes, str]


def every() -> Iterator[File]:
    """All of them."""
    for name, path, text, outcome in (*_PYTHON, *_PROJECT):
        yield name, path, text.encode(), outcome
    for name, cells, outcome in _CELLS:
        yield name, "demo.ipynb", notebook(*cells), outcome


_PYTHON = (
    ("a model set to evaluation", "evaluate.py", "import re\nmodel.eval()\nre.compile('x')\n", DATA),
    ("a module", "model/layers.py", "import torch\n\n\nclass Layer(torch.nn.Module):\n    pass\n", DATA),
    ("an empty module", "model/__init__.py", "\n", DATA),
    ("a model", "modeling_x.py", "from transformers import PreTrainedModel\nclass XModel(PreTrainedModel):\n    pass\n", RUNS),
    ("a configuration class", "configuration_x.py", "from transformers import PretrainedConfig\nclass XConfig(PretrainedConfig):\n    pass\n", RUNS),
    ("a dataset script", "my_data.py", "import datasets\nclass D(datasets.GeneratorBasedBuilder):\n    def _split_generators(self, m):\n        return m.download_and_extract('https://host.invalid/d.zip')\n", RUNS),
    ("an endpoint", "handler.py", "import torch\nclass EndpointHandler:\n    def __init__(self, path):\n        self.m = torch.load(path)\n", RUNS),
    ("training that starts programs", "train.py", "import subprocess, os\nif __name__ == '__main__':\n    subprocess.run(['nvidia-smi'])\n    os.system('mkdir -p out')\n", RUNS),
    ("training that loads", "train.py", "import torch\nstate = torch.load('a.pt')\nimport pickle\npickle.load(open('x', 'rb'))\n", RUNS),
    ("a download", "download.py", "import requests\nopen('w.bin', 'wb').write(requests.get('https://host.invalid/w').content)\n", RUNS),
    ("a download that unpacks", "download.py", "import urllib.request, subprocess\nurllib.request.urlretrieve('https://host.invalid/d.tar', 'd.tar')\nsubprocess.run(['tar', 'xf', 'd.tar'])\n", RUNS),
    ("a client with a key", "client.py", "import os, requests\nrequests.post('https://api.host.invalid', headers={'Authorization': os.environ['OPENAI_API_KEY']}, json={'x': 1})\n", RUNS),
    ("a client of its own service", "client.py", "import os, requests\nrequests.get('https://api.github.com/u?t=' + os.environ['GITHUB_TOKEN'])\n", RUNS),
    ("a picture in base64", "show.py", "import base64, io\nfrom PIL import Image\nImage.open(io.BytesIO(base64.b64decode(x)))\n", DATA),
    ("kernels that are packed", "quantization.py", "import base64, bz2\ncode = 'QlpoOQ=='\nkernel = Kernel(bz2.decompress(base64.b64decode(code)))\n", DATA),
    ("a compiler", "modeling_k.py", "import os\nclass K:\n    def __init__(self, f):\n        os.system('gcc -O3 -shared {} -o {}'.format(f, f))\n", RUNS),
    ("an installation", "setup.py", "from setuptools import setup\nsetup(name='x')\n", RUNS),
    ("an installation that builds", "setup.py", "import subprocess\nfrom setuptools import setup\nfrom setuptools.command.build_ext import build_ext\nclass B(build_ext):\n    def run(self):\n        subprocess.check_call(['cmake', '..'])\n        subprocess.check_call(['./configure'])\nsetup(cmdclass={'build_ext': B}, version=subprocess.check_output(['git', 'describe']))\n", RUNS),
    ("an installation that reads its version", "setup.py", "from setuptools import setup\nns = {}\nexec(open('x/version.py').read(), ns)\nsetup(version=ns['v'])\n", RUNS),
    ("optional imports", "extras.py", "import importlib\ntry:\n    m = importlib.import_module('flash_attn')\nexcept ImportError:\n    m = None\n", RUNS),
    ("names by text", "registry.py", "import torch.nn as nn\ndef act(name):\n    return getattr(nn, name.upper() + 'x')()\n", DATA),
    ("a free port", "launch.py", "import socket, subprocess\ns = socket.socket()\ns.bind(('', 0))\nport = s.getsockname()[1]\nsubprocess.run(['torchrun', '--port', str(port), 'train.py'])\n", RUNS),
    ("an app", "app.py", "import os\nos.system('pip install flash-attn')\nimport gradio as gr\ngr.Interface(print, 'text', 'text').launch()\n", RUNS),
    ("a cache that is deleted", "clean.py", "import shutil, os\nshutil.rmtree(os.path.expanduser('~/.cache/x'))\n", RUNS),
    ("subclasses", "registry.py", "def every(cls):\n    return [eval(repr(c)) for c in cls.__subclasses__()]\n", RUNS),
    ("an old Python 2 script", "old.py", "print 'hello'\nimport sys\n", DATA),
    ("a source in Latin-1", "old.py", b"# -*- coding: latin-1 -*-\nx = '\xe9'\n".decode("latin-1"), DATA),
)  # fmt: skip
_FLOW = "on: push\njobs:\n  a:\n    steps:\n      - uses: actions/checkout@v4\n      - run: pip install -e . && pytest\n"
_PROJECT = (
    ("requirements", "requirements.txt", "torch>=2\nnumpy==2.4.0 # why\n-r other.txt\n", DATA),
    ("an index of PyTorch's", "requirements.txt", "--extra-index-url https://download.pytorch.org/whl/cu124\ntorch\n", RUNS),
    ("the usual index", "requirements.txt", "-i https://pypi.org/simple\ntorch\n", DATA),
    ("a project", "pyproject.toml", "[project]\nname = 'x'\n[project.urls]\nHome = 'https://host.invalid'\n", DATA),
    ("a workflow", ".github/workflows/ci.yml", _FLOW, DATA),
    ("a workflow with actions of others", ".github/workflows/ci.yml", _FLOW + "      - uses: a/b@v1\n", DATA),
    ("an image", "Dockerfile", "FROM python:3.12\nRUN apt-get update && apt-get install -y git && rm -rf /var/lib/apt/lists/*\nCOPY . /app\n", DATA),
    ("an image with an installer", "Dockerfile", "FROM python\nRUN curl -LsSf https://astral.sh/uv/install.sh | sh\n", RUNS),
    ("a make file", "Makefile", "test:\n\tpytest\nclean:\n\trm -rf build/ $(HOME)/x\n", DATA),
    ("a script", "run.sh", '#!/bin/bash\nset -e\npython train.py "$@"\nrm -rf /tmp/x\ncurl -O https://host.invalid/data.zip\n', RUNS),
    ("a package", "package.json", '{"scripts": {"build": "tsc", "test": "vitest"}}', DATA),
    ("tasks", ".vscode/tasks.json", '{"tasks": [{"command": "make", "label": "x"}]}', DATA),
    ("a configuration", "config.json", '{"model_type": "llama", "architectures": ["LlamaForCausalLM"]}', DATA),
    ("a card", "README.md", "---\nlicense: mit\n---\n\n```bash\ncurl -fsSL https://host.invalid | sh\n```\n", DATA),
)  # fmt: skip
_CELLS = (
    ("a notebook", ["import numpy as np\nnp.zeros(3)", "%matplotlib inline\nx = 1"], DATA),
    ("a notebook that installs", ["!pip install -q torch", "!nvidia-smi"], RUNS),
    ("a notebook with an installer", ["!curl -fsSL https://host.invalid/install.sh | sh"], RUNS),
    ("a notebook of another language", ["%%R\nplot(1)"], DATA),
)  # fmt: skip
