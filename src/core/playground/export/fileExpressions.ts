import { bytesMark } from '../../base/bytesText';
import { isRecord, parseJson } from '../../base/json';
import type { SentRequest } from '../../chat/exchange/sentRequest';
import { quoted } from './literals';

// The files of a request in generated code, which reads them from the disk.

/** Returns the path of a file by its SHA-256. */
export type FilePaths = (blob: string) => string;

/** Fields of a body that hold the bytes of files. In other fields, a mark is a text that someone wrote. */
const places: readonly string[] = ['url', 'image_url', 'file_data', 'data'];

/** Returns the request with marks of its files that occur nowhere else in it, and the paths by these marks. */
export function withOwnMarks(request: SentRequest, pathOf: FilePaths): [request: SentRequest, pathOf: FilePaths] {
  const { body, files = [] } = request;
  if (files.length === 0) return [request, pathOf];
  let free = 0;
  while (body.includes(`-${free}>`)) free++;
  const own = new Map(files.map(({ blob }) => [bytesMark(blob), bytesMark(`${blob}-${free}`)]));
  const marked = (value: unknown, name = ''): unknown => {
    if (typeof value === 'string') {
      const [, before = '', mark = ''] = /^(data:[\w/+.-]+;base64,)?(<bytes \w+>)$/.exec(value) ?? [];
      const its = places.includes(name) ? own.get(mark) : undefined;
      return its === undefined ? value : before + its;
    }
    if (Array.isArray(value)) return value.map((each) => marked(each));
    if (!isRecord(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, marked(inner, key)]));
  };
  return [
    {
      ...request,
      body: JSON.stringify(marked(parseJson(body))),
      files: files.map((file) => ({ ...file, blob: `${file.blob}-${free}` })),
    },
    (blob) => pathOf(blob.replace(/-\d+$/, '')),
  ];
}

/**
 * Returns code that reads the bytes of files where a text in quotes ends with their mark. `read` makes the expression
 * for their base64.
 */
export function withFilesRead(
  code: string,
  { files = [] }: Pick<SentRequest, 'files'>,
  pathOf: FilePaths,
  read: (path: string) => string,
): string {
  return files.reduce((text, { blob }) => {
    const mark = bytesMark(blob);
    const expression = read(quoted(pathOf(blob)));
    return text
      .replaceAll(`"${mark}"`, () => expression)
      .replace(
        new RegExp(String.raw`("data:[\w/+.-]+;base64,)${mark}"`, 'g'),
        (_all, before: string) => `${before}" + ${expression}`,
      );
  }, code);
}
