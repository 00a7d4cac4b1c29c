import { parseJson } from '../../base/json';
import { shellQuoted } from '../../base/shell';
import type { SentRequest } from '../../chat/exchange/sentRequest';
import { bytesMark } from '../../base/bytesText';
import type { FilePaths } from './fileExpressions';
import { literal } from './literals';
import { keyVariableOf, ownHeaders, headerPieces } from './sdkRequest';

/** Bytes of one argument that every system takes: Linux takes 131,072 with the byte that ends it. */
const maxArgumentLength = 100_000;

/** Writes a command for bash and zsh that sends the request. `pathOf` returns the path of a file by its SHA-256. */
export function curlCode(request: SentRequest, pathOf: FilePaths): string {
  const variable = keyVariableOf(request) ?? '';
  const headers = ownHeaders(request).map(([name, value]) => `-H ${headerArgument(name, value, variable)}`);
  const { body, method } = request;
  const json = body === '' ? '' : literal(parseJson(body), 'json');
  // Brackets in an address are patterns to curl.
  const options = [...(/\[.*\]/.test(request.url) ? ['-g'] : []), ...(isStreamed(body) ? ['-N'] : [])];
  const start = [`curl ${[...options, shellQuoted(request.url)].join(' ')}`];
  if (body === '' && method === 'POST') start.push('-X POST');
  if (json === '') return `${[...start, ...headers].join(' \\\n  ')}\n`;
  if (request.files?.length) return withFiles(request, [...start, ...headers], json, pathOf);
  if (new TextEncoder().encode(json).length <= maxArgumentLength) {
    return `${[...start, ...headers, `-d ${shellQuoted(json)}`].join(' \\\n  ')}\n`;
  }
  // No line of the body is the word `JSON` alone, which ends the text.
  return `${[...start, ...headers, "--data-binary @- <<'JSON'"].join(' \\\n  ')}\n${json}\nJSON\n`;
}

/** Lets the shell read the files. Written out, their bytes would be too long, and would hide the rest. */
function withFiles({ files = [] }: SentRequest, options: readonly string[], json: string, pathOf: FilePaths): string {
  // In a here-document, the shell expands these three characters, and nothing else.
  const inert = json.replace(/[\\$`]/g, String.raw`\$&`);
  const body = files.reduce(
    (text, { blob }) =>
      text.replaceAll(bytesMark(blob), () => `$(base64 < ${shellQuoted(pathOf(blob))} | tr -d '\\n')`),
    inert,
  );
  return `${[...options, '--data-binary @- <<JSON'].join(' \\\n  ')}\n${body}\nJSON\n`;
}

const isStreamed = (body: string): boolean => (parseJson(body) as { stream?: unknown } | undefined)?.stream === true;

function headerArgument(name: string, value: string, variable: string): string {
  // Without the semicolon curl takes an empty header out.
  if (value === '') return shellQuoted(`${name};`);
  const pieces = headerPieces(`${name}: ${value}`);
  if (!pieces.includes('key')) return pieces.map((piece) => (piece === 'key' ? '' : shellQuoted(piece.text))).join('');
  const isPlain = pieces.every((piece) => piece === 'key' || /^[\w :./-]*$/.test(piece.text));
  return isPlain
    ? `"${pieces.map((piece) => (piece === 'key' ? `\${${variable}}` : piece.text)).join('')}"`.replace(
        // The braces are left out where no letter follows, as people write it.
        /\$\{(\w+)\}(?!\w)/g,
        '$$$1',
      )
    : pieces.map((piece) => (piece === 'key' ? `"$${variable}"` : shellQuoted(piece.text))).join('');
}
