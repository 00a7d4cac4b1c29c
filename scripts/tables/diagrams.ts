import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { diagramLine } from '../../src/core/pages/guideTable';
import type { Diagram } from '../../src/core/pages/guideTable';
import { DataError } from './dataFile';
import { didYouMean } from './didYouMean';

const folderName = 'data/guide/diagrams';

/** Reads data/guide/diagrams/NAME.svg, by name. @throws DataError when one does not say what it shows */
export function readDiagrams(guide: string): ReadonlyMap<string, Diagram> {
  const folder = path.join(guide, 'diagrams');
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.svg')) : [];
  return new Map(files.sort().map((file) => [file.slice(0, -'.svg'.length), readDiagram(folder, file)]));
}

function readDiagram(folder: string, file: string): Diagram {
  // The page gets it in one line, without what only its writer needs.
  const svg = readFileSync(path.join(folder, file), 'utf8').replaceAll(/>\s+</g, '><').trim();
  const [, title] = /^<svg [^>]*><title>([^<]+)<\/title>/.exec(svg) ?? [];
  const [, description] = /<\/title><desc>([^<]+)<\/desc>/.exec(svg) ?? [];
  if (title === undefined || description === undefined) {
    throw new DataError(`${folderName}/${file}`, 1, 'a diagram begins with its <title> and its <desc>');
  }
  return { name: file.slice(0, -'.svg'.length), title, description, svg };
}

/** The diagrams of a page in their order. @throws DataError when a line names none, or calls it otherwise than it does itself */
export function diagramsOf(markdown: string, file: string, known: ReadonlyMap<string, Diagram>): Diagram[] {
  return markdown.split('\n').flatMap((line, row) => {
    const [, title, name] = diagramLine.exec(line) ?? [];
    if (name === undefined) {
      if (line.includes('!['))
        throw new DataError(file, row + 1, 'a picture is a line like ![Title](diagrams/name.svg)');
      return [];
    }
    const diagram = known.get(name);
    if (!diagram) {
      throw new DataError(file, row + 1, `there is no diagram "${name}"${didYouMean(name, new Set(known.keys()))}`);
    }
    if (diagram.title !== title) throw new DataError(file, row + 1, `the diagram is called "${diagram.title}"`);
    return [diagram];
  });
}

/** @throws DataError when a diagram is on no page */
export function checkAllUsed(
  known: ReadonlyMap<string, Diagram>,
  pages: readonly { readonly diagrams: readonly Diagram[] }[],
): void {
  const used = new Set(pages.flatMap(({ diagrams }) => diagrams.map(({ name }) => name)));
  for (const name of known.keys()) {
    if (!used.has(name)) throw new DataError(`${folderName}/${name}.svg`, 1, 'this diagram is on no page of the guide');
  }
}
