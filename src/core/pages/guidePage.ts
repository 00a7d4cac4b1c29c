import { diagramLine, tryOf } from './guideTable';
import type { GuidePage, Try } from './guideTable';
import type { Block, Page } from './page';

/** A page of the guide, with its diagrams and what can be tried between the texts. */
export function guidePage({ title, markdown, diagrams }: GuidePage): Page {
  const byName = new Map(diagrams.map((diagram) => [diagram.name, diagram]));
  const blocks: Block[] = [];
  let lines: string[] = [];
  let tries: Try[] = [];
  const endText = (): void => {
    if (lines.length > 0) blocks.push({ type: 'markdown', markdown: lines.join('\n') });
    lines = [];
  };
  const endTries = (): void => {
    if (tries.length > 0) blocks.push({ type: 'tries', tries });
    tries = [];
  };
  for (const line of markdown.split('\n')) {
    const diagram = byName.get(diagramLine.exec(line)?.[2] ?? '');
    const toTry = tryOf(line);
    if (toTry) {
      endText();
      tries.push(toTry);
      continue;
    }
    endTries();
    if (diagram) {
      endText();
      blocks.push({ type: 'diagram', ...diagram });
    } else lines.push(line);
  }
  endText();
  endTries();
  return { title, blocks };
}
