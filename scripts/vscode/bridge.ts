import { randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import type { BridgeAnswer, BridgeRequest } from './bridgeProtocol';

export interface Bridge {
  url: string;
  /** Every request carries it as a bearer token: other programs on this machine can reach the port too. */
  token: string;
  close: () => void;
}

function isAllowed(request: IncomingMessage, token: string): boolean {
  const given = Buffer.from(request.headers.authorization ?? '');
  const wanted = Buffer.from(`Bearer ${token}`);
  return request.method === 'POST' && given.length === wanted.length && timingSafeEqual(given, wanted);
}

/** Serves the suite in the extension host. `perform` answers one request; what it throws fails the test that asked. */
export async function startBridge(
  perform: (request: BridgeRequest) => Promise<string | number | null>,
): Promise<Bridge> {
  const token = randomBytes(24).toString('hex');
  const answer = async (request: IncomingMessage): Promise<BridgeAnswer> => {
    try {
      return { value: await perform(JSON.parse(await text(request)) as BridgeRequest) };
    } catch (error) {
      return { error: error instanceof Error ? error.message : String(error) };
    }
  };
  const server = createServer((request, response) => {
    if (!isAllowed(request, token)) {
      response.writeHead(403).end();
      return;
    }
    void answer(request).then((body) => response.end(JSON.stringify(body)));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('A listening socket has no port.');
  const close = (): void => {
    server.close();
    server.closeAllConnections();
  };
  return { url: `http://127.0.0.1:${address.port}`, token, close };
}
