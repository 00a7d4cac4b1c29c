import { svg } from 'lit';
import type { SVGTemplateResult } from 'lit';
import { attentionOf } from '../../../../core/lab/attentionView';
import { words } from '../../../shared/labStrings';
import { drawLines } from '../../pictureLines';
import type { Drawn, PictureFrame } from '../../station';
import { limited } from './reading';
import type { AttentionRead, AttentionSettings } from './reading';

/** The most bars of a cell. In a longer text, each bar stands for the highest weight in its stretch. */
const maxBars = 64;
const gap = 6;

/** Draws all heads of all layers side by side: what the followed token looks at, from the first token to itself. */
export function drawGrid(read: AttentionRead, given: AttentionSettings, top: number, frame: PictureFrame): Drawn {
  const { width, type, set } = frame;
  const settings = limited(read, given);
  const label = type * 5;
  const cellWidth = (width - label) / read.heads - gap;
  const cellHeight = type * 1.6;
  const heading = drawLines(words('labAttentionGrid'), top - type * 0.1, frame, { kind: 'heading' });
  const content: SVGTemplateResult[] = [...heading.content];
  const first = heading.height + type * 0.45;
  for (let layer = 1; layer <= read.layers; layer++) {
    const y = first + (layer - 1) * (cellHeight + gap);
    content.push(svg`<text x="0" y=${y + type * 1.2}>${words('labAttentionLayer')} ${layer}</text>`);
    for (let head = 1; head <= read.heads; head++) {
      const x = label + (head - 1) * (cellWidth + gap);
      const isChosen = layer === settings.layer && (settings.head === 0 || head === settings.head);
      const weights = attentionOf(read.attention, layer - 1, head - 1, settings.token - 1);
      content.push(svg`<rect class=${isChosen ? 'cell chosen' : 'cell'} x=${x} y=${y} width=${cellWidth} height=${cellHeight}
          @pointerdown=${() => set({ layer, head })}></rect>
        <path class="bars" d=${bars(weights, read.tokens.length, x, y, cellWidth, cellHeight)}
          stroke-width=${Math.max(1, cellWidth / Math.min(maxBars, read.tokens.length) - 1).toFixed(1)}></path>`);
    }
  }
  return { height: first + read.layers * (cellHeight + gap), content };
}

/**
 * Returns the path of the bars, one for each token or stretch of tokens. All tokens of the text
 * have their place, also those that come later.
 */
function bars(weights: Float64Array, tokens: number, x: number, y: number, width: number, height: number): string {
  const count = Math.min(maxBars, tokens);
  const most = new Float64Array(count);
  for (const [i, weight] of weights.entries()) {
    const bar = Math.floor((i * count) / tokens);
    most[bar] = Math.max(most[bar]!, weight);
  }
  let way = '';
  for (const [bar, weight] of most.entries()) {
    if (weight < 0.01) continue;
    way += `M${(x + ((bar + 0.5) * width) / count).toFixed(1)} ${y + height}v${(-weight * height).toFixed(1)}`;
  }
  return way;
}
