import { fileURLToPath } from 'node:url';
import { failureCode, run } from './cli/run';
import { readUpTo } from './cli/shared/readUpTo';
import { host } from './host/node/host';
import { createNodeGuide } from './nodeGuide';

const args = process.argv.slice(2);

/** The controller that is aborted once the reader has closed the pipe of standard output. */
const unread = new AbortController();

// A reader such as `| head -1` closes the pipe when it has enough. Counting goes on, as the exit code still reports the
// budget.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') return stream === process.stdout ? unread.abort() : undefined;
    // Another error, such as a full disk. Nothing that was printed can be trusted.
    if (stream === process.stdout)
      process.stderr.write(`The result cannot be written: ${error.code ?? error.message}.\n`);
    process.exit(failureCode(args));
  });
}

process.exitCode = await run(args, {
  console: {
    readStandardInput: (maxBytes) => readUpTo(process.stdin, maxBytes),
    print: (line) => process.stdout.write(`${line}\n`),
    printError: (line) => process.stderr.write(`${line}\n`),
  },
  // Bundled as dist/cli.js, beside dist/vocabularies.
  guide: createNodeGuide(new URL('.', import.meta.url)),
  caller: {
    environment: process.env,
    fetch: (url, init) => {
      // With NODE_USE_ENV_PROXY, Node would send unencrypted requests through a proxy: even the key and the prompt for
      // this machine.
      if (url.startsWith('http:')) process.env['no_proxy'] = '*';
      return fetch(url, init);
    },
    readOwn: (name) => host.readOwn(new URL(name, import.meta.url)),
    script: (name) => fileURLToPath(new URL(name, import.meta.url)),
    write: (text) => process.stdout.write(text),
    isTerminal: process.stdout.isTTY,
    ...(process.stderr.isTTY && { rewrite: (line: string) => void process.stderr.write(`\r\u001b[K${line}`) }),
    async untilCancelled(work) {
      const interrupted = new AbortController();
      const interrupt = (): void => interrupted.abort();
      // Handled once: a second Ctrl+C of an impatient user ends the program.
      process.once('SIGINT', interrupt);
      try {
        return await work(AbortSignal.any([unread.signal, interrupted.signal]));
      } finally {
        process.off('SIGINT', interrupt);
      }
    },
  },
});
