import http from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  createMcpHandler,
  hostHeaderValidationResponse,
  localhostAllowedHostnames,
} from '@modelcontextprotocol/server';
import { host } from '../../src/host/node/host';
import { createMcpServer } from '../../src/mcp/mcpServer';
import { createNodeGuide } from '../../src/nodeGuide';

/** Serves our server over HTTP on this machine, which the conformance suite asks for; `distribution` is built. */
export async function startFront(distribution: URL, onFault: (error: unknown) => void) {
  const needs = { guide: createNodeGuide(distribution), host, folders: [] };
  const handler = createMcpHandler(() => createMcpServer(needs, '0.0.0', onFault), { onerror: onFault });
  const answer = async (request: http.IncomingMessage, response: http.ServerResponse): Promise<void> => {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece as Buffer);
    const headers = Object.entries(request.headers).map(([name, value]): [string, string] => [name, String(value)]);
    const { method = 'GET', url = '/' } = request;
    const asked = new Request(`http://${request.headers.host ?? 'localhost'}${url}`, {
      ...{ method, headers },
      ...(method === 'POST' && { body: Buffer.concat(pieces) }),
    });
    const said = hostHeaderValidationResponse(asked, localhostAllowedHostnames()) ?? (await handler.fetch(asked));
    response.writeHead(said.status, Object.fromEntries(said.headers));
    for await (const piece of said.body ?? []) response.write(piece);
    response.end();
  };
  const server = http.createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      onFault(error);
      response.destroy();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/mcp`,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
