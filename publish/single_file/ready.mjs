// Unpacks the worker's code before the desk is mounted, which may start it at once.

import { unpack } from "./parts.mjs";
import { prepare } from "./spawn.mjs";

prepare(new TextDecoder().decode(await unpack("worker")));
