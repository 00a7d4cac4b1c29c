import { bytesOfBase64 } from '../../base/base64';
import type { BytesStretch } from '../../base/bytesText';
import { indentedJson } from '../../base/indentedJson';
import { formatBytes, formatCount } from '../../base/numbers';
import type { Say } from '../../base/say';
import type { Work } from '../../base/work';
import { isImage } from '../media/fileKinds';
import { arrivalsOf, filledOf, isWhole, keptOf } from './wire';
import type { KeptBody, KeptExchange, KeptHeaders, KeptResponse, Wire } from './wire';

/** Bytes that are read in one go. */
const stepBytes = 65_536;

/** Writes what was sent and received for an answer as a text that reads like HTTP. Lines with # are ours. */
export function* wireText(wire: Wire, say: Say): Work<string> {
  const texts: string[] = [];
  for (const [i, exchange] of wire.exchanges.entries()) {
    const at = new Date(wire.at + exchange.sentMs).toISOString();
    texts.push(note(say('Request {0} of {1}, sent {2}', i + 1, wire.exchanges.length, at)), '');
    texts.push(...(yield* requestText(wire, exchange, say)), '');
    texts.push(...(yield* responseText(wire, exchange, say)), '');
  }
  return texts.join('\n');
}

function* requestText(wire: Wire, { method, url, headers, body }: KeptExchange, say: Say): Work<string[]> {
  const json = yield* indentedJson(yield* decoded(filledOf(wire, body, shownFile)));
  const lines = [`${method} ${url}`, ...headerLines(headers, say), '', json, ''];
  const notes = [
    say('Indented here. Fetch adds headers of its own, such as host and content-length.'),
    ...partNotes(headers, body, say),
  ];
  return [...lines, ...notes.map(note)];
}

function* responseText(wire: Wire, { response, failure }: KeptExchange, say: Say): Work<string[]> {
  if (response === undefined) {
    return [
      note(failure ? say('No response: {0}', failure) : say('No response: the request was ended before one came.')),
    ];
  }
  const { status, headers, headersMs, endMs, end, body } = response;
  const type = headers.list.find(([name]) => name === 'content-type')?.[1] ?? '';
  const content = /^text\/event-stream/i.test(type)
    ? yield* eventTexts(wire, response, say)
    : [yield* indentedOr(yield* decoded(keptOf(wire, body)), type)];
  const ends: Record<KeptResponse['end'], string> = {
    whole: say('Ended after {0} ms', formatCount(endMs)),
    left: say('Closed from this side after {0} ms', formatCount(endMs)),
    broken: say('The connection broke after {0} ms', formatCount(endMs)),
  };
  return [
    note(say('Response after {0} ms', formatCount(headersMs))),
    '',
    ...[`HTTP ${status}`, ...headerLines(headers, say), '', ...content, ''],
    ...[ends[end], ...partNotes(headers, body, say)].map(note),
  ];
}

const note = (text: string): string => `# ${text}`;

const headerLines = ({ list, leftOut }: KeptHeaders, say: Say): string[] => [
  ...list.map(([name, value]) => `${name}: ${value}`),
  ...(leftOut === 0 ? [] : [note(say('{0} more headers are not kept.', formatCount(leftOut)))]),
];

function partNotes(headers: KeptHeaders, body: KeptBody, say: Say): string[] {
  const { bytes, sha256, kept, hadKey, files } = body;
  return [
    say('Headers: {0} bytes, SHA-256 {1}', formatCount(headers.bytes), headers.sha256),
    sha256 === undefined
      ? say('Body: {0} bytes. It repeats the key in pieces, so none of it is kept.', formatCount(bytes))
      : say('Body: {0} bytes, SHA-256 {1}', formatCount(bytes), sha256),
    ...(files
      ? [say('In the place of <…> the bytes of a file were sent, in base64. They are kept beside the session.')]
      : []),
    ...(sha256 !== undefined && !isWhole(body)
      ? [say('Cut off here: only the first {0} bytes of the body are kept.', formatCount(kept))]
      : []),
    ...(hadKey && sha256 !== undefined ? [say('The key stood in the body. It is replaced by …')] : []),
  ];
}

/** Writes the mark that stands for the base64 of a file: `<image, 312 KB, sha256 …>`. */
function shownFile({ blob, mediaType, length }: Pick<BytesStretch, 'blob' | 'mediaType' | 'length'>): string {
  const kind = isImage(mediaType) ? 'image' : 'file';
  return `<${kind}, ${formatBytes(bytesOfBase64(length))}, sha256 ${blob}>`;
}

/** Writes the events of a stream as they came, each with its time. */
function* eventTexts(wire: Wire, response: KeptResponse, say: Say): Work<string[]> {
  const bytes = keptOf(wire, response.body);
  const arrivals = arrivalsOf(wire, response);
  let arrival = arrivals.next();
  const texts: string[] = [];
  let start = 0;
  for (const end of eventEnds(bytes)) {
    if (end === undefined) {
      yield;
      continue;
    }
    while (!arrival.done && arrival.value.end < end) arrival = arrivals.next();
    if (!arrival.done) texts.push(note(say('+ {0} ms', formatCount(arrival.value.ms))));
    texts.push(decoder.decode(bytes.subarray(start, end)).trimEnd(), '');
    start = end;
  }
  return texts;
}

const decoder = new TextDecoder();

/** Yields where events end: behind each empty line, and at the end. `undefined` gives other work a turn. */
function* eventEnds(bytes: Uint8Array): Generator<number | undefined> {
  const [lf, cr] = [0x0a, 0x0d];
  let isEmptyLine = false;
  let hasContent = false;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]!;
    if (byte === cr && bytes[at + 1] === lf) continue;
    const isLineEnd = byte === lf || byte === cr;
    if (isLineEnd && isEmptyLine && hasContent) {
      yield at + 1;
      hasContent = false;
    } else if (!isLineEnd) hasContent = true;
    isEmptyLine = isLineEnd;
    if (at % stepBytes === 0) yield undefined;
  }
  if (hasContent) yield bytes.length;
}

function* indentedOr(text: string, type: string): Work<string> {
  return /json/i.test(type) ? yield* indentedJson(text) : text;
}

function* decoded(bytes: Uint8Array): Work<string> {
  const pieces = new TextDecoder();
  let text = '';
  for (let at = 0; at < bytes.length; at += stepBytes) {
    text += pieces.decode(bytes.subarray(at, at + stepBytes), { stream: true });
    yield;
  }
  return text + pieces.decode();
}
