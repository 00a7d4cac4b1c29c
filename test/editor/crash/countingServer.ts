import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { runFolder } from '../support/clean';

/** A word of the answer, and when it was sent (milliseconds since 1970). */
export interface SentNumber {
  readonly number: number;
  readonly at: number;
}

/** Between two numbers. A timer never comes early, so as many of them as make up a second take at least that. */
const everyMs = 20;
export const numbersInASecond = 1000 / everyMs;

/** Outlives the extension host, in which the server is. */
const log = path.join(runFolder(), 'sent.txt');

/** The answer of the last server that was started, as it had been sent when the extension host was gone. */
export function sentNumbers(): SentNumber[] {
  const lines = readFileSync(log, 'utf8').split('\n').slice(0, -1);
  return lines.map((line) => {
    const [number, at] = line.split(' ').map(Number);
    return { number: number!, at: at! };
  });
}

/**
 * Answers with 1, 2, 3 … without an end, and writes down when it sent which. It runs in the extension host: while that is not
 * given the processor, nothing is sent either, so a busy machine makes nothing that was sent older. Returns its base URL.
 */
export async function startCountingServer(): Promise<string> {
  writeFileSync(log, '');
  const server = createServer((request, response) => {
    if (request.method === 'POST') count(response);
    else response.end(JSON.stringify({ data: [{ id: 'counting' }] }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
}

function count(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  let number = 0;
  const timer = setInterval(() => {
    number += 1;
    const choice = { index: 0, delta: { content: `${number} ` }, finish_reason: null };
    const chunk = { id: '1', object: 'chat.completion.chunk', created: 1, model: 'counting', choices: [choice] };
    response.write(`data: ${JSON.stringify(chunk)}\n\n`);
    appendFileSync(log, `${number} ${Date.now()}\n`);
  }, everyMs);
  response.on('close', () => clearInterval(timer));
}
