import { createHash } from 'node:crypto';
import { bytesMark } from '../../src/core/base/bytesText';
import type { SentRequest } from '../../src/core/chat/exchange/sentRequest';
import type { ChatRequest } from '../../src/core/chat/messages/chatTypes';
import { pdf, png } from './pictures';

/** Files, of which one has 2 MB: more than an argument of a program may have. */
export const attached = [png(40, 30, 2_000_000), pdf(2)].map((bytes) => ({
  bytes,
  blob: createHash('sha256').update(bytes).digest('hex'),
}));
const [picture, paper] = attached.map(({ blob }) => blob) as [string, string];
/** A request with them. */
export const withFiles = (request: ChatRequest): ChatRequest => ({
  ...request,
  messages: [
    {
      role: 'user',
      parts: [
        { type: 'image', blob: picture, mediaType: 'image/png', name: "it's.png" },
        { type: 'file', blob: paper, mediaType: 'application/pdf', name: 'paper $HOME.pdf' },
        { type: 'text', text: `Not a file: <bytes ${'0'.repeat(64)}>, and "\\$(date)" \`date\`` },
      ],
    },
  ],
});

/** The body as it goes out. */
export const bodyWithFiles = ({ body }: Pick<SentRequest, 'body'>): string =>
  attached.reduce(
    (text, { blob, bytes }) => text.replaceAll(bytesMark(blob), Buffer.from(bytes).toString('base64')),
    body,
  );
