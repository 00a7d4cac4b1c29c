import type { Behaviour, Exchange } from './faultBehaviours';

/** Writes `piece` for ever, as fast as it is taken. */
function flood({ response }: Exchange, start: string, piece: string): void {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.write(start);
  const write = (): void => {
    while (!response.destroyed && response.write(piece));
  };
  response.on('drain', write);
  response.on('close', () => response.off('drain', write));
  write();
}

const hello = 'data: {"choices":[{"index":0,"delta":{"content":"Hello"}}]}\n\n';
const words = `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content: 'word '.repeat(200) } }] })}\n\n`;

/** A chunk of 20 kB that brings nothing: OpenAI pads its own with such a field. */
const nothing = `data: ${JSON.stringify({ choices: [{ delta: {} }], obfuscation: 'x'.repeat(20_000) })}\n\n`;

/** Streams that would fill the memory or block the extension host. */
export const floodBehaviours: Readonly<Record<string, Behaviour>> = {
  'flood-of-words': (exchange) => flood(exchange, '', words),
  'flood-of-comments': (exchange) => flood(exchange, hello, ':\n'.repeat(10_000)),
  'flood-of-data-lines': (exchange) => flood(exchange, hello, 'data:\n'.repeat(10_000)),
  'flood-in-one-line': (exchange) => flood(exchange, `${hello}data: {"choices":"`, 'a'.repeat(60_000)),
  /** The one that no limit of characters ends. */
  'flood-of-empty-chunks': (exchange) => flood(exchange, hello, nothing),
  'deeply-nested': ({ response }) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.end(`${hello}data: ${'['.repeat(200_000)}${']'.repeat(200_000)}\n\n`);
  },
};
