import { svg } from 'lit';
import type { SVGTemplateResult } from 'lit';
import { formatCount, formatShare } from '../../../../core/base/numbers';
import { words } from '../../../shared/labStrings';
import { slider } from '../../controls';
import { outOf } from '../../counted';
import { flow } from '../../flow';
import type { FlowedBox } from '../../flow';
import { LabProblem } from '../../station';
import type { Station, Table } from '../../station';
import { drawGrid } from './grid';
import { afterKey, limited, lookedAt, readAttention, weightsOf } from './reading';
import type { AttentionRead, AttentionSettings } from './reading';

/** The most curves to the tokens that are looked at most. Weaker ones would hide the text. */
const maxCurves = 8;
const leastForCurve = 0.03;
const maxNamed = 4;

/** The tokens that each head looks at, over the text. */
export const attention: Station<AttentionRead, AttentionSettings> = {
  id: 'attention',
  title: 'labAttentionTitle',
  sentences: 'labAttentionSentences',
  example: 'labAttentionExample',
  // In the example, this head ties “it” to “model”.
  defaults: { layer: 2, head: 1, token: 100_000 },

  read(text, lab) {
    if (text.trim() === '') throw new LabProblem(words('labEmpty'));
    return lab.run(readAttention(lab.model, text, words('labAttentionStart')));
  },

  controls(read, settings) {
    const { layer, head, token } = limited(read, settings);
    const { layers, heads, tokens } = read;
    const shownHead = head === 0 ? words('labAttentionAllHeads') : outOf(head, heads);
    return [
      slider('layer', words('labAttentionLayer'), layer, [1, layers], outOf(layer, layers)),
      slider('head', words('labAttentionHead'), head, [0, heads], shownHead),
      slider('token', words('labToken'), token, [1, tokens.length], outOf(token, tokens.length)),
    ];
  },

  draw(read, settings, frame) {
    const { width, type, set } = frame;
    const { token } = limited(read, settings);
    const weights = weightsOf(read, settings);
    const line = type * 3;
    const { boxes, bottom } = flow(read.tokens, { top: type * 1.8, width, type, line });
    const most = Math.max(...weights);
    const height = type * 1.5;
    const drawn = boxes.map((box, index) => {
      const weight = weights[index];
      const isFollowed = index === token - 1;
      const kind = weight === undefined ? 'later' : isFollowed ? 'looked chosen' : 'looked';
      const follow = (): void => set({ token: index + 1 });
      return svg`<rect class=${kind} x=${box.x} y=${box.y} width=${box.width} height=${height} rx="2"
          fill-opacity=${weight === undefined ? 0 : ((weight / most) * 0.6).toFixed(3)}
          @pointerenter=${follow} @pointerdown=${follow}></rect>
        <text class=${weight === undefined ? 'code quiet' : 'code'} x=${box.x + type * 0.25} y=${box.y + type * 1.1}
          >${box.text}</text>`;
    });
    const grid = drawGrid(read, settings, bottom, frame);
    return {
      height: grid.height,
      // The curves pass behind the tokens: in a text of several lines they would strike through what stands between.
      // They have a template of their own, so that another number of them does not redraw everything after them.
      content: [svg`${curves(read, settings, boxes, token - 1)}`, behind(boxes, height), ...drawn, ...grid.content],
    };
  },

  words(read, settings) {
    const { layer, head, token } = limited(read, settings);
    const looked = lookedAt(read, settings, maxNamed)
      .map(({ position, weight }) => `“${read.tokens[position]}” ${formatShare(weight)}`)
      .join(', ');
    const where = head === 0 ? words('labAttentionWhereAll', layer) : words('labAttentionWhere', layer, head);
    const later = read.tokens.length - token;
    const said = words('labAttentionWords', where, read.tokens[token - 1] ?? '', looked);
    return later === 0 ? said : `${said} ${words('labAttentionLater', formatCount(later))}`;
  },

  table(read, settings): Table {
    const weights = weightsOf(read, settings);
    return {
      columns: [words('labPlaceInText'), words('labToken'), words('labAttentionWeight')],
      rows: read.tokens.map((token, index) => [
        index + 1,
        token,
        index < weights.length ? formatShare(weights[index]!) : words('labAttentionNotYet'),
      ]),
    };
  },

  key: afterKey,
};

/**
 * Draws the page's colour under each token, as one shape: a long text has hundreds of tokens, drawn with each move of a slider.
 */
const behind = (boxes: readonly FlowedBox[], height: number): SVGTemplateResult =>
  svg`<path class="behind" d=${boxes.map(({ x, y, width }) => `M${x} ${y}h${width}v${height}h${-width}z`).join('')}></path>`;

/** Draws curves from the followed token to those that it looks at most. */
function curves(
  read: AttentionRead,
  settings: AttentionSettings,
  boxes: readonly FlowedBox[],
  from: number,
): SVGTemplateResult[] {
  const start = boxes[from]!;
  const middle = ({ x, width }: FlowedBox): number => x + width / 2;
  return lookedAt(read, settings, maxCurves)
    .filter(({ position, weight }) => weight >= leastForCurve && position !== from)
    .map(({ position, weight }) => {
      const end = boxes[position]!;
      const [x1, x2] = [middle(start), middle(end)];
      const lift = Math.min(start.y, end.y) - 8 - Math.min(14, Math.abs(x1 - x2) / 12);
      const way = `M${x1} ${start.y}C${x1} ${lift} ${x2} ${lift} ${x2} ${end.y}`;
      return svg`<path class="curve" d=${way} stroke-width=${(1 + weight * 5).toFixed(2)}
        stroke-opacity=${(0.35 + weight * 0.6).toFixed(2)}></path>`;
    });
}
