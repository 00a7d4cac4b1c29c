// Loaded into the VS Code server before its own code (node --import). The workbench encrypts SecretStorage with a key, half of
// which it asks of POST /mint-key; that route lives in the part of code-server that is not used here, and without it a saved
// key is gone after a reload. Plain `node` runs this file: no imports but Node's.
import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { Server } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';

/** The length that the workbench accepts: 256 bits. */
const keyBytes = 32;

/** The half key of this data folder, made at its first use. */
function halfKey(dataDir: string): Buffer {
  const file = path.join(dataDir, 'secret-half-key');
  try {
    return readFileSync(file);
  } catch {
    const key = randomBytes(keyBytes);
    writeFileSync(file, key, { mode: 0o600 });
    return key;
  }
}

// Processes that the server starts inherit --import; only the server itself answers.
const dataDir = process.argv[process.argv.indexOf('--server-data-dir') + 1];
if (process.argv[1]?.endsWith('server-main.js') && dataDir !== undefined) {
  const prototype = Server.prototype as { emit: (this: Server, event: string, ...args: unknown[]) => boolean };
  const { emit } = prototype;
  prototype.emit = function (event, ...args) {
    const [request, response] = args as [IncomingMessage, ServerResponse];
    if (event !== 'request' || request.method !== 'POST' || request.url !== '/mint-key') {
      return emit.call(this, event, ...args);
    }
    response.end(halfKey(dataDir));
    return true;
  };
}
