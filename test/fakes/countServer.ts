import { createServer } from 'node:http';
import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

interface CountRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: unknown;
  readonly closedEarly: boolean;
}

/** How the server answers: 200 with this value as JSON, or in its own way. */
type CountAnswer = { readonly json: unknown } | ((response: ServerResponse) => void);

export interface CountServer {
  readonly origin: string;
  readonly requests: readonly CountRequest[];
  answer: CountAnswer;
  close(): Promise<void>;
}

/** A counting endpoint on 127.0.0.1, good or hostile. */
export async function startCountServer(): Promise<CountServer> {
  const requests: CountRequest[] = [];
  const server = createServer((request, response) => {
    let text = '';
    request.on('data', (piece: Buffer) => (text += piece.toString()));
    request.on('end', () => {
      const { method = '', url: path = '', headers } = request;
      const record = { method, path, headers, body: JSON.parse(text || 'null') as unknown, closedEarly: false };
      requests.push(record);
      response.on('close', () => (record.closedEarly = !response.writableFinished));
      const { answer } = counting;
      if (typeof answer === 'function') answer(response);
      else response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer.json));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const counting: CountServer = {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    answer: { json: { input_tokens: 9 } },
    close() {
      server.closeAllConnections();
      return new Promise((resolve, reject) => server.close((error) => (error ? reject(error) : resolve())));
    },
  };
  return counting;
}
