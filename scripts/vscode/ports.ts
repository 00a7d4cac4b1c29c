import { createServer } from 'node:net';
import type { Server } from 'node:net';

async function listen(port: number): Promise<Server> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', resolve);
  });
  return server;
}

const close = (server: Server): Promise<unknown> => new Promise((resolve) => server.close(resolve));

/** Why nothing can listen on `port` of 127.0.0.1, as a sentence; undefined when something can. */
export async function portProblem(port: number, open = listen): Promise<string | undefined> {
  try {
    await close(await open(port));
    return undefined;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE') return `Port ${port} is in use.`;
    // Below 1024 on most systems; Windows reserves others too.
    if (code === 'EACCES') return `This system does not let you use port ${port}.`;
    return `Port ${port} cannot be used: ${message}.`;
  }
}

/** A port that nothing listens on now. */
export async function freePort(): Promise<number> {
  const server = await listen(0);
  const address = server.address();
  await close(server);
  if (address === null || typeof address === 'string') throw new Error('A listening socket has no port.');
  return address.port;
}
