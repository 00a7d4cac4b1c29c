import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { GuidePage } from '../../src/core/guide/table';
import { DataError } from './dataFile';

/** Reads data/guide/N-id.md in the order of N; every link has to lead to a term, a family or another page. @throws DataError */
export function readGuide(folder: string, termIds: ReadonlySet<string>, familyIds: ReadonlySet<string>): GuidePage[] {
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.md'))
    .sort();
  const pages = names.map((name): GuidePage => {
    const markdown = readFileSync(path.join(folder, name), 'utf8');
    const title = /^# (.+)\n/.exec(markdown)?.[1];
    if (title === undefined) throw new DataError(`data/guide/${name}`, 1, 'a page starts with "# Title"');
    return { id: name.replace(/^\d+-|\.md$/g, ''), title, markdown };
  });
  const pageIds = new Set(pages.map(({ id }) => id));
  pages.forEach(({ markdown }, number) => {
    markdown.split('\n').forEach((line, row) => {
      for (const [, address = ''] of line.matchAll(/\]\(([^)\s]+)[^)]*\)/g)) {
        const [, folderName = '', id = ''] = /^(?:\.\.\/(terms|families)\/)?([\w.-]+)\.md$/.exec(address) ?? [];
        const known = { terms: termIds, families: familyIds, '': pageIds }[folderName];
        if (!address.startsWith('https://') && !known?.has(id)) {
          throw new DataError(`data/guide/${names[number] ?? ''}`, row + 1, `the link ${address} leads nowhere`);
        }
      }
    });
  });
  return pages;
}
