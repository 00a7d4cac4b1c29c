import { diagramLine } from '../guide/guideTable';
import type { GuidePage } from '../guide/guideTable';
import type { Block, Page } from './page';

/** A page of the guide, with its diagrams between the texts. */
export function guidePage({ title, markdown, diagrams }: GuidePage): Page {
  const byName = new Map(diagrams.map((diagram) => [diagram.name, diagram]));
  const blocks: Block[] = [];
  let lines: string[] = [];
  const endText = (): void => {
    if (lines.length > 0) blocks.push({ type: 'markdown', markdown: lines.join('\n') });
    lines = [];
  };
  for (const line of markdown.split('\n')) {
    const diagram = byName.get(diagramLine.exec(line)?.[2] ?? '');
    if (diagram) {
      endText();
      blocks.push({ type: 'diagram', ...diagram });
    } else lines.push(line);
  }
  endText();
  return { title, blocks };
}
