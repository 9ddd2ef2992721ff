"""More malicious files of published classes, made in memory and never loaded: gadgets of libraries,
containers around pickles, graphs, templates and texts.
"""
# ruff: noqa: E501  # an attack a line reads as a table

import base64
import bz2
import io
import json
import lzma
import struct
import tarfile
import zlib
from collections.abc import Iterator

import lz4.frame
import py7zr
import zstandard

from harm import archives as a
from harm import pickles as p
from harm.attacks import DANGEROUS, EVIL, OPEN, RUNS, Attack

ANY = "not data-only"
"""Any outcome that does not call the file data."""
_GADGETS = (
    "numpy.testing._private.utils.runstring", "numpy.testing._private.utils.measure", "numpy.testing.runstring",
    "numpy.f2py.crackfortran._eval_length", "numpy.f2py.crackfortran.myeval", "numpy.f2py.diagnose.run_command",
    "torch._inductor.codecache.compile_file", "torch._dynamo.guards.GuardBuilder.get", "torch.compile",
    "torch.jit.unsupported_tensor_ops.execWrapper", "torch.utils.bottleneck.__main__.run_cprofile",
    "torch.utils.bottleneck.__main__.run_autograd_prof", "torch.utils.collect_env.run", "torch.utils._config_module.ConfigModule.load_config",
    "torch.utils.data.datapipes.utils.decoder.basichandlers", "torch.fx.experimental.symbolic_shapes.ShapeEnv.evaluate_guards_expression",
    "torch.fx.graph_module._exec_with_source", "torch.hub.load_state_dict_from_url", "torch.distributed.rpc.rpc_sync",
    "torch.multiprocessing.spawn", "torch.package.package_importer.PackageImporter", "torch.ops.load_library",
    "pydoc.pipepager", "pydoc.tempfilepager", "pydoc.locate", "pydoc.safeimport", "idlelib.run.Executive.runcode",
    "idlelib.calltip.Calltip.fetch_tip", "idlelib.debugobj.ObjectTreeItem.SetText", "timeit.main", "timeit.repeat",
    "cProfile.runctx", "profile.Profile.run", "pip._internal.cli.main.main", "asyncio.run", "asyncio.create_subprocess_exec",
    "asyncio.base_events.BaseEventLoop.subprocess_shell", "ctypes.windll", "ctypes.PyDLL", "_ctypes.dlopen",
    "operator.methodcaller", "_operator.attrgetter", "_io.FileIO", "io.FileIO", "_io.open_code", "io.open_code",
    "logging.config.fileConfig", "logging.config.listen", "logging.config.dictConfig", "logging.handlers.SocketHandler",
    "distutils.file_util.write_file", "distutils.file_util.copy_file", "distutils.dir_util.remove_tree",
    "lib2to3.pgen2.pgen.ParserGenerator.make_label", "ensurepip._bootstrap", "doctest.testfile", "doctest.run_docstring_examples",
    "trace.Trace.runctx", "trace.main", "bdb.Bdb.runeval", "code.interact", "code.InteractiveConsole.push", "codeop.Compile",
    "smtplib.SMTP_SSL", "ssl.get_server_certificate", "ssl.create_default_context", "urllib.request.urlretrieve",
    "urllib.request.build_opener", "urllib3.PoolManager", "http.server.HTTPServer", "http.client.HTTPConnection",
    "socketserver.TCPServer", "xmlrpc.server.SimpleXMLRPCServer", "imaplib.IMAP4_stream", "poplib.POP3", "telnetlib.Telnet",
    "requests.post", "requests.sessions.Session", "httpx.get", "aiohttp.ClientSession", "websockets.connect",
    "uuid._get_command_stdout", "uuid._popen", "uuid.getnode", "_osx_support._read_output", "_osx_support._find_build_tool",
    "_aix_support._read_cmd_output", "_pyrepl.pager.pipe_pager", "_pyrepl.pager.tempfile_pager", "test.support.script_helper.assert_python_ok",
    "test.support.os_helper.unlink", "pkgutil.resolve_name", "pkgutil.walk_packages", "zipimport.zipimporter", "imp.load_source",
    "importlib.machinery.SourceFileLoader", "importlib.util.spec_from_file_location", "importlib.reload", "_frozen_importlib._gcd_import",
    "runpy.run_module", "multiprocessing.Process", "multiprocessing.pool.Pool", "multiprocessing.connection.Client",
    "concurrent.futures.ProcessPoolExecutor", "threading.Timer", "_thread.start_new_thread", "sched.scheduler",
    "signal.signal", "_signal.alarm", "resource.setrlimit", "faulthandler._sigsegv", "atexit._run_exitfuncs", "gc.get_referrers",
    "inspect.currentframe", "sys.settrace", "sys._getframe", "sys.addaudithook", "types.ModuleType", "types.CodeType",
    "builtins.breakpoint", "builtins.vars", "builtins.globals", "builtins.delattr", "builtins.memoryview.cast.__call__.__globals__",
    "__builtin__.reload", "__builtin__.raw_input", "__builtin__.apply", "__builtin__.file", "commands.getstatusoutput", "popen2.popen3",
    "shutil.move", "shutil.copytree", "shutil.unpack_archive", "tempfile.mktemp", "tempfile.mkstemp", "fileinput.input", "glob.glob",
    "linecache.getline", "zipfile.ZipFile", "tarfile.open", "gzip.open", "bz2.open", "lzma.open", "shelve.open", "dbm.open", "sqlite3.connect",
    "plistlib.load", "netrc.netrc", "mailbox.mbox", "mmap.mmap", "py_compile.compile", "compileall.compile_dir", "zipapp.create_archive",
    "venv.EnvBuilder", "site.addsitedir", "sysconfig._init_posix", "pty.fork", "tty.setraw", "termios.tcgetattr", "curses.initscr",
    "readline.read_init_file", "rlcompleter.Completer", "cmd.Cmd", "tkinter.Tcl", "turtle.Screen", "webbrowser.get", "antigravity.geohash",
    "wsgiref.simple_server.make_server", "cgi.parse", "nntplib.NNTP", "base64.b64decode", "ast.literal_eval", "dis.dis", "tracemalloc.start",
    "dill._dill._import_module", "dill.load_module", "dill.session.load_module", "cloudpickle.cloudpickle.subimport", "joblib.numpy_pickle.load",
    "pandas.io.pickle.read_pickle", "pandas.read_csv", "pandas.core.computation.eval.eval", "pandas.io.common.get_handle",
    "numpy.load", "numpy.memmap", "numpy.lib.npyio.load", "numpy.lib._npyio_impl.load", "numpy.distutils.exec_command.exec_command",
    "numpy.ctypeslib.load_library", "scipy.io.loadmat.__globals__", "sklearn.utils._testing.assert_run_python_script",
    "transformers.AutoModel.from_pretrained", "transformers.pipelines.pipeline", "transformers.dynamic_module_utils.get_class_from_dynamic_module",
    "huggingface_hub.hf_hub_download", "huggingface_hub.snapshot_download", "datasets.load.load_dataset", "datasets.load_dataset",
    "tensorflow.python.ops.gen_io_ops.write_file", "tensorflow.io.read_file", "tensorflow.saved_model.load", "tensorflow.keras.models.load_model",
    "keras.utils.get_file", "keras.src.utils.python_utils.func_load", "mlflow.pyfunc.load_model", "yaml.unsafe_load", "yaml.load",
    "hydra.utils.instantiate", "jsonpickle.decode", "PIL.ImageMath.eval", "PIL.Image.open", "sympy.parsing.sympy_parser.eval_expr",
    "IPython.utils.process.system", "psutil.Popen", "pexpect.run", "paramiko.SSHClient", "fabric.Connection", "invoke.run", "plumbum.local",
    "cffi.FFI", "win32com.client.Dispatch", "winreg.CreateKey", "msvcrt.getch", "six.moves.urllib.request.urlopen",
    "setuptools.sandbox.run_setup", "pkg_resources.run_script", "jinja2.Template", "mako.template.Template", "lxml.etree.parse",
    "git.Repo.clone_from", "nltk.downloader.download", "nltk.data.load", "gensim.downloader.load", "torchvision.datasets.utils.download_url",
    "fsspec.open", "smart_open.open", "boto3.client", "gdown.download", "wget.download", "mylib.tools.run_command", "mylib.net.urlopen",
    "mylib.base.Thing.__init__.__globals__", "mylib.x.__loader__.load_module", "collections.abc.sys.modules",
)  # fmt: skip


def every() -> Iterator[Attack]:
    """All of them."""
    for name in _GADGETS:
        module, _, last = name.rpartition(".")
        yield f"calls {name}", "model.pkl", p.pickle(p.attack(module, last)), DANGEROUS
    for name in _GADGETS[::9]:
        module, _, last = name.rpartition(".")
        line = p.by_line(module, last) + b"(S'echo inert'\ntR."
        yield f"calls {name} in protocol 0", "model.pkl", line, DANGEROUS
    yield from _packed()
    yield from _chains()
    yield from _archives()
    yield from _models()
    yield from _texts()


def _packed() -> Iterator[Attack]:
    held = io.BytesIO()
    with py7zr.SevenZipFile(held, "w") as archive:
        archive.writestr(a.torch(EVIL), "m/model.pt")
    escape = io.BytesIO()
    with tarfile.open(fileobj=escape, mode="w:gz") as tar:
        tar.addfile(tarfile.TarInfo("../x"), io.BytesIO())
    tarred = a.tarred({"weights.ckpt": a.torch(EVIL), "model_config.yaml": b"a: 1\n"})
    for name, file, data in (
        ("zstd", "m.pkl.zst", zstandard.compress(EVIL)), ("lz4", "m.pkl.lz4", lz4.frame.compress(EVIL)),
        ("bzip2", "m.pkl.bz2", bz2.compress(EVIL)), ("xz", "m.joblib", lzma.compress(EVIL)),
        ("lzma", "m.joblib", lzma.compress(EVIL, lzma.FORMAT_ALONE)), ("lz4 of joblib", "m.joblib", lz4.frame.compress(EVIL)),
        ("zlib of the least", "m.joblib", zlib.compress(EVIL, 0)), ("zlib of the most", "m.joblib", zlib.compress(EVIL, 9)),
        ("a tar in zstd", "m.tar.zst", zstandard.compress(tarred)), ("a tar in xz", "m.tar.xz", lzma.compress(tarred)),
        ("a tar in bzip2", "m.tbz", bz2.compress(tarred)), ("a NeMo archive in gzip", "m.nemo", _gz(tarred)),
        ("7z", "m.7z", held.getvalue()), ("7z as a checkpoint", "m.pt", held.getvalue()),
        ("7z in a zip", "m.zip", a.zipped({"m.7z": held.getvalue()})), ("a packed way out", "x.tgz", escape.getvalue()),
        ("a server's archive", "m.mar", a.zipped({"MAR-INF/MANIFEST.json": b"{}", "m.pt": a.torch(EVIL)})),
    ):  # fmt: skip
        yield f"packed in {name}", file, data, DANGEROUS
    for name, file, data in (
        ("RAR", "m.rar", b"Rar!\x1a\x07\x01\0" + bytes(40)), ("RAR as weights", "m.bin", b"Rar!\x1a\x07\0" + bytes(40)),
        ("a cabinet", "m.cab", b"MSCF" + bytes(60)), ("a damaged 7z", "m.7z", held.getvalue()[:-20]),
        ("a damaged gzip", "m.pkl.gz", _gz(EVIL)[:-12]), ("a damaged zstd", "m.zst", zstandard.compress(bytes(99))[:-3]),
        ("a damaged xz", "m.xz", lzma.compress(bytes(99))[:-9]), ("lz4 of the old kind", "m.lz4", b"\x02\x21\x4c\x18" + bytes(30)),
        ("an ar archive", "m.a", b"!<arch>\n" + bytes(60)),
    ):  # fmt: skip
        yield f"packed in {name}", file, data, OPEN


def _gz(data: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    return packer.compress(data) + packer.flush()


def _chains() -> Iterator[Attack]:
    system, getter = p.named("os", "system"), p.named("builtins", "getattr")
    inner = lambda *more: p.call(getter, *more)  # noqa: E731  # a name for a line
    code = p.call(p.named("types", "CodeType"), b"K\0", b"C\x04abcd")
    for name, body, outcome in (
        ("getters in getters", inner(inner(p.named("collections", "OrderedDict"), p.text("__init__")), p.text("__globals__")), DANGEROUS),
        ("a partial of a partial", p.call(p.named("functools", "partial"), p.call(p.named("functools", "partial"), system)), DANGEROUS),
        ("a partial that is called", p.call(p.call(p.named("functools", "partial"), p.named("mylib", "f")), b"N"), RUNS),
        ("a code object", code, DANGEROUS),
        ("a function from code", p.call(p.named("types", "FunctionType"), code, b"}"), DANGEROUS),
        ("dill's code", p.call(p.named("dill._dill", "_create_code"), p.text("os"), p.text("system")), DANGEROUS),
        ("dill's type", p.call(p.named("dill._dill", "_load_type"), p.text("CodeType")), ANY),
        ("a nested load", p.call(p.named("pickle", "loads"), b"B" + struct.pack("<I", len(EVIL)) + EVIL), DANGEROUS),
        ("a nested load of base64", p.call(p.named("base64", "b64decode"), p.text(base64.b64encode(EVIL).decode())), DANGEROUS),
        ("base64 of a pickle", p.text("x") + b"0" + p.text(base64.b64encode(EVIL).decode()), DANGEROUS),
        ("a state of a class", p.named("mylib", "Thing") + b")\x81" + b"}" + p.text("__setstate__") + system + b"sb", DANGEROUS),
        ("a reconstructor", p.call(p.by_line("copy_reg", "_reconstructor"), p.by_line("subprocess", "Popen"), p.by_line("__builtin__", "object"), b"N"), DANGEROUS),
        ("a reducer of reducers", p.call(p.named("functools", "reduce"), system, b"](K\1e"), DANGEROUS),
        ("a map", p.call(p.named("builtins", "map"), system, b"](\x8c\1xe"), DANGEROUS),
        ("a filter", p.call(p.named("builtins", "filter"), system, b"](\x8c\1xe"), DANGEROUS),
        ("a star map", p.call(p.named("itertools", "starmap"), system, b"]"), DANGEROUS),
        ("a default of a dict", p.call(p.named("collections", "defaultdict"), p.named("builtins", "eval")), DANGEROUS),
        ("a weak reference's callback", p.call(p.named("weakref", "finalize"), p.named("collections", "OrderedDict"), system), DANGEROUS),
        ("an enumeration of names", p.call(p.named("enum", "Enum"), system), DANGEROUS),
        ("a method of a string", inner(p.text("x"), p.text("__class__")), DANGEROUS),
        ("a registry", p.named("sys", "modules") + p.text("os") + b"Ns", DANGEROUS),
        ("a copy of a module", p.named("os", "path.os.system") + p.text("x") + b"\x85R", DANGEROUS),
        ("a vendored module", p.call(p.named("requests.packages.urllib3", "PoolManager")), DANGEROUS),
        ("an escape of letters", b"\x8c\x02\xc7\x81" + b"0" + system, DANGEROUS),
    ):  # fmt: skip
        yield f"chains {name}", "model.pkl", p.pickle(body), outcome
    many = p.pickle(b"(" + b"N0" * 50_000 + b"0" + p.attack())
    yield "chains much idling", "model.pkl", many, DANGEROUS
    yield (
        "chains much copying",
        "model.pkl",
        p.pickle(b"N" + b"20" * 500 + b"0" + p.attack()),
        DANGEROUS,
    )
    yield "chains a long program", "model.pkl", p.pickle(b"](" + b"(l0" * 400_000 + b"e"), OPEN


def _archives() -> Iterator[Attack]:
    good, m = p.pickle(b"}"), a.member
    whole = a.torch(EVIL)
    for name, file, data, outcome in (
        ("wrong first bytes", "m.pt", b"XX" + whole[2:], DANGEROUS),
        ("two disks", "m.pt", whole[:-18] + struct.pack("<HH", 1, 1) + whole[-14:], DANGEROUS),
        ("an odd compression flag", "m.pt", a.built(m("x/data.pkl", EVIL, flags=(0x800, 0))), DANGEROUS),
        ("a pickle among arrays", "m.npz", a.zipped({"a.npy": a.npy("'<f4'", bytes(4)), "b.pkl": EVIL}), DANGEROUS),
        ("a pickle named as an array", "m.npz", a.zipped({"a.npy": EVIL}), DANGEROUS),
        ("a pickle as an image", "m.zip", a.zipped({"logo.png": EVIL}), DANGEROUS),
        ("a pickle without a name's end", "m.pt", a.torch(good, archive__data__weights=EVIL), DANGEROUS),
        ("a pickle in a version", "m.pt", a.zipped({"a/data.pkl": good, "a/version": EVIL}), DANGEROUS),
        ("a package's pickle", "m.pt", a.zipped({"m/.data/extern_modules": b"", "m/model/model.pkl": EVIL}), DANGEROUS),
        ("a program", "m.pt", a.torch(good, archive__extra__run=b"\x7fELF\x02\x01\x01" + bytes(60)), ANY),
        ("a zip in seven zips", "m.zip", _nested(8), OPEN),
        ("a deflated bomb", "m.zip", a.built(m("a", b"x", method=8, sizes=(1, 1 << 31))), DANGEROUS),
    ):  # fmt: skip
        yield f"an archive with {name}", file, data, outcome


def _nested(depth: int) -> bytes:
    data = EVIL
    for number in range(depth):
        data = a.zipped({f"{number}.zip": data})
    return data


def _models() -> Iterator[Attack]:
    m = a.message
    for operation in (
        "RestoreV2Evil>Run", "Addons>Custom"
    ):  # fmt: skip
        graph = m((1, m((1, b"n"), (2, operation.encode()))))
        yield f"a graph with {operation}", "frozen.pb", graph, RUNS
    for operation in (
        "TFRecordDataset",
        "LoadDataset",
        "DebugIdentityV2",
        "ImportEvent",
        "RpcCall",
        "PrintV2",
        "CSVDatasetV2",
    ):
        graph = m((1, m((1, b"n"), (2, operation.encode()))))
        yield (
            f"a graph with {operation}",
            "saved_model.pb",
            m((1, 1), (2, m((2, graph)))),
            DANGEROUS,
        )
    asset = m((2, m((1, b"")) + m((2, b"../../etc/passwd"))))
    graph = m((2, m((1, m((1, b"n"), (2, b"Const"))))), (6, asset[2:]))
    yield "an asset that leads out", "saved_model.pb", m((1, 1), (2, graph)), DANGEROUS
    sub = m((1, m((4, b"Add"))), (5, m((8, b"w"), (13, m((1, b"location"), (2, b"..\\..\\x"))))))
    yield "ONNX with a way out of Windows", "m.onnx", m((1, 8), (7, sub)), DANGEROUS
    body = m((4, b"If"), (5, m((1, b"t"), (6, m((1, m((4, b"PyOp"), (7, b"ai.onnx.contrib"))))))))
    yield "ONNX with Python in a branch", "m.onnx", m((1, 8), (7, m((1, body)))), DANGEROUS
    for key in ("get_file", "load_model", "run_op", "func_load"):
        layer = {"module": "keras.utils", "class_name": "function", "config": key}
        yield f"Keras with {key}", "m.keras", _keras(layer), DANGEROUS
    for name, layer, outcome in (
        ("a wrapper of torch", {"module": "keras.layers", "class_name": "TorchModuleWrapper", "config": {"module": base64.b64encode(EVIL).decode()}}, DANGEROUS),
        ("an old Lambda", {"class_name": "Lambda", "config": {"function_type": "lambda", "function": [_code("subprocess"), None, None]}}, DANGEROUS),
        ("a Lambda by name", {"class_name": "Lambda", "config": {"function_type": "function", "function": "f", "module": "mylib"}}, ANY),
        ("a loss of another module", {"module": "keras", "class_name": "Model", "config": {}, "compile_config": {"loss": {"module": "os", "class_name": "system"}}}, DANGEROUS),
        ("a module of the system", {"module": "subprocess", "class_name": "Popen", "config": {}}, DANGEROUS),
        ("a file of weights", {"module": "keras.layers", "class_name": "TextVectorization", "config": {"vocabulary": "http://x.invalid/v"}}, DANGEROUS),
    ):  # fmt: skip
        yield f"Keras with {name}", "m.keras", _keras(layer), outcome
    text = json.dumps(
        {
            "class_name": "Sequential",
            "config": {"layers": [{"class_name": "Lambda", "config": {"function": [_code("os")]}}]},
        }
    ).encode()
    yield (
        "HDF5 behind a block with a Lambda",
        "m.h5",
        bytes(512) + b"\x89HDF\r\n\x1a\n" + bytes(99) + text + bytes(9),
        DANGEROUS,
    )
    elf = b"\x7fELF\x02\x01\x01" + bytes(9) + b"\x02\0\x3e\0" + bytes(60)
    for name, file, data, outcome in (
        ("MessagePack", "f.msgpack", b"\x81\xa1a\xc4" + bytes([len(elf)]) + elf, DANGEROUS),
        ("TensorFlow Lite", "m.tflite", _tflite(b"") + elf, DANGEROUS),
        ("a pickle", "m.pkl", p.pickle(b"C" + bytes([len(elf)]) + elf), DANGEROUS),
    ):
        yield f"{name} with a program", file, data, outcome
    yield "TensorFlow Lite with a custom operator", "m.tflite", _tflite(b"MyOperator"), RUNS
    yield "TensorFlow Lite that runs Python", "m.tflite", _tflite(b"FlexPyFunc"), DANGEROUS
    command = "__import__('os').system('echo inert')"
    yield (
        "safetensors with a command",
        "m.safetensors",
        a.safetensors({"__metadata__": {"note": command}}),
        RUNS,
    )
    yield "GGUF with a command", "m.gguf", a.gguf({"general.note": command}), RUNS
    yield (
        "PMML with a command",
        "m.pmml",
        b'<?xml version="1.0"?><PMML><Extension value="os.system(1)"/></PMML>',
        RUNS,
    )
    yield (
        "XGBoost with a command",
        "m.json",
        json.dumps({"learner": {"name": command}}).encode(),
        RUNS,
    )
    yield (
        "MXNet with custom operators",
        "m-symbol.json",
        b'{"nodes": [{"op": "Custom", "attrs": {"op_type": "x"}}]}',
        RUNS,
    )
    yield (
        "OpenVINO with a library",
        "m.xml",
        b'<?xml version="1.0"?><net name="x"><layer library="evil.so"/></net>',
        RUNS,
    )
    for loader, content in (("MethodNode", {"func": "__reduce__"}), ("OperatorFuncNode", {})):
        schema = {
            "__class__": "methodcaller",
            "__module__": "operator",
            "__loader__": loader,
            "content": content,
        }
        yield (
            f"skops with {loader}",
            "m.skops",
            a.zipped({"schema.json": json.dumps(schema).encode()}),
            DANGEROUS,
        )
    yield "an array that overflows", "m.npy", a.npy("'<f8'", b"", "(1152921504606846976, 9)"), OPEN


def _keras(layer: object) -> bytes:
    text = json.dumps({"class_name": "Sequential", "config": {"layers": [layer]}}).encode()
    return a.zipped({"config.json": text, "metadata.json": b"{}"})


def _code(name: str) -> str:
    raw = (
        b"\xe3"
        + bytes(24)
        + b"\xda"
        + bytes([len(name)])
        + name.encode()
        + b"\xda\x06system"
        + bytes(8)
    )
    return base64.b64encode(raw).decode()


def _tflite(name: bytes) -> bytes:
    """A model with one operator: root, its types, a vector of one code, and the code's name."""
    text = struct.pack("<I", len(name)) + name + b"\0"
    # 0: root offset, 4: magic, 8: vtable of the model, 16: model, 24: vector, 32: vtable of the code
    model = struct.pack("<HHHH", 8, 8, 0, 4) + struct.pack("<iI", 8, 4)
    vector = struct.pack("<II", 1, 12)
    code = struct.pack("<HHHH", 8, 8, 0, 4) + struct.pack("<iI", 8, 4)
    return struct.pack("<I", 16) + b"TFL3" + model + vector + code + text


def _texts() -> Iterator[Attack]:
    for name, template in {
        "a joined name": "{{ x[['__cla', 'ss__']|join] }}",
        "a name backwards": "{{ x['__ssalc__'[::-1]] }}",
        "a lowered name": "{{ x['__CLASS__'|lower] }}",
        "lipsum": "{{ lipsum.__globals__['os'].popen('id') }}",
        "a joiner": "{{ joiner.__init__.__globals__ }}",
        "a namespace": "{{ namespace.__init__.__globals__ }}",
        "itself": "{{ self._TemplateReference__context }}",
        "the request": "{{ request.application.__globals__ }}",
        "a frame": "{{ f.gi_frame.f_globals }}",
        "bases": "{{ ().__class__.__bases__[0].__subclasses__() }}",
        "a computed attribute": "{{ x|attr(['__init', '__']|join) }}",
        "a map of attributes": "{{ [x]|map(attribute='__globals__')|list }}",
    }.items():
        yield f"a template with {name}", "chat_template.jinja", template.encode(), DANGEROUS
        config = json.dumps({"chat_template": template}).encode()
        yield f"a tokenizer with {name}", "tokenizer_config.json", config, DANGEROUS
    for name, file, data, outcome in (
        ("a target", "model_config.yaml", b"model:\n  _target_: os.system\n  args: [x]\n", DANGEROUS),
        ("a target in JSON", "config.json", b'{"_target_": "subprocess.Popen"}', DANGEROUS),
        ("a handler", "MANIFEST.json", b'{"model": {"handler": "../../evil.py"}}', DANGEROUS),
        ("a module tag", "c.yaml", b"a: !!python/module:os\n", ANY),
        ("a name tag", "c.yaml", b"a: !!python/name:os.system\n", DANGEROUS),
        ("a new tag", "c.yml", b"!!python/object/new:subprocess.Popen [x]\n", DANGEROUS),
        ("a long tag", "c.yaml", b"a: !<tag:yaml.org,2002:python/object/apply:os.system> [x]\n", DANGEROUS),
        ("an included document", "m.pmml", b'<?xml version="1.0"?><PMML xmlns:xi="x"><xi:include href="/etc/passwd"/></PMML>', DANGEROUS),
        ("a remote type", "m.pmml", b'<?xml version="1.0"?><!DOCTYPE PMML SYSTEM "http://x.invalid/x.dtd"><PMML/>', DANGEROUS),
        ("a Windows shortcut", "model.bin", b"L\0\0\0\x01\x14\x02\0" + bytes(60), DANGEROUS),
        ("WebAssembly", "model.onnx", b"\0asm\x01\0\0\0" + bytes(60), DANGEROUS),
        ("a Java class", "weights.bin", b"\xca\xfe\xba\xbe\0\0\0\x34" + bytes(60), DANGEROUS),
        ("Android code", "weights.bin", b"dex\n035\0" + bytes(60), DANGEROUS),
        ("an image with a script", "logo.svg", b'<?xml version="1.0"?><svg onload="x()"></svg>', DANGEROUS),
        ("two indices", "m.index.json", b'{"weight_map": {"a": "/etc/x.safetensors", "b": "C:\\\\x"}}', DANGEROUS),
    ):  # fmt: skip
        yield f"a text with {name}", file, data, outcome
