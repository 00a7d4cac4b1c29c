import type { FieldGuide } from '../../core/fieldGuide';
import { languageOfFile } from '../../core/text/languageOfFile';
import { languageOf } from '../../core/text/languages';
import { readText } from '../shared/readText';

/** The most bytes of a file of code. Larger files are made by programs. */
const maxBytes = 1024 ** 2;
const maxFiles = 20_000;

/**
 * Returns the names that are words of the code below a folder: tools, schemas and partials are registered there. A file
 * that cannot be read counts as one without names.
 */
export async function namesInCode(
  root: string,
  names: ReadonlySet<string>,
  guide: Pick<FieldGuide, 'walk'>,
): Promise<ReadonlySet<string>> {
  const left = new Set(names);
  const found = new Set<string>();
  let files = 0;
  for await (const { place } of guide.walk(root, {
    leftOutNames: new Set(['node_modules']),
    onUnread: () => undefined,
  })) {
    if (left.size === 0 || ++files > maxFiles) break;
    const id = languageOfFile(place);
    // A language without a kind is a programming language.
    if (id === undefined || languageOf(id).kind !== undefined) continue;
    const text = await readText(place, maxBytes).catch(() => undefined);
    for (const name of text === undefined ? [] : left) {
      if (!isWordOf(text ?? '', name)) continue;
      found.add(name);
      left.delete(name);
    }
  }
  return found;
}

const isPart = /[\p{L}\p{N}_]/u;

function isWordOf(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (!isPart.test(text[at - 1] ?? '') && !isPart.test(text[at + word.length] ?? '')) return true;
  }
  return false;
}
