import { svg } from 'lit';
import { answerText } from '../../../../core/lab/tokenNames';
import { words } from '../../../shared/strings';
import { cut } from '../../flow';
import type { Drawn, Frame } from '../../station';
import type { Tree, View } from './model';

/** The branches under each other, each beginning where it leaves another. */
export function drawTree(tree: Tree, view: View, top: number, { width, type, set }: Frame): Drawn {
  const line = type * 2.6;
  const all = [0, ...view.forks.map((_, index) => index + 1)];
  const written = all.map((branch) => tree.branch(view.forks, branch));
  const longest = Math.max(1, ...written.map((one) => one?.steps.length ?? 0));
  const left = type * 1.8;
  const x = (step: number): number => left + ((width - left - type) * step) / longest;
  const y = (branch: number): number => top + line * branch + type * 2;
  const rows = all.map((branch) => {
    const fork = view.forks[branch - 1];
    const steps = written[branch]?.steps ?? [];
    const start = Math.min(fork?.at ?? 0, longest);
    const text = written[branch] ? answerText(tree.model, steps.slice(start)) : words('labGenWriting');
    const at = Math.min(x(start), width * 0.45);
    const open = (): void => set({ branch });
    return svg`<rect class=${branch === view.branch ? 'cell chosen' : 'cell'} data-branch=${branch} x="1" y=${y(branch) - type * 1.6}
        width=${width - 2} height=${line - 4} rx="2" @pointerdown=${open}></rect>
      <text class=${branch === view.branch ? 'heading' : 'quiet'} x=${type * 0.5} y=${y(branch)}>${branch}</text>
      <line x1=${x(start)} y1=${y(branch) + type * 0.4} x2=${x(Math.max(steps.length, start + 1))} y2=${y(branch) + type * 0.4}></line>
      <text x=${at} y=${y(branch)}>${cut(text.trim(), width - at - type * 0.5, type)}</text>
      ${fork ? svg`<line x1=${x(start)} y1=${y(fork.from) + type * 0.4} x2=${x(start)} y2=${y(branch) + type * 0.4}></line>` : []}`;
  });
  const dot = svg`<circle class="accent" cx=${x(view.step)} cy=${y(view.branch) + type * 0.4} r=${type * 0.3}></circle>`;
  return { content: [...rows, dot], height: y(all.length - 1) + type * 1.4 };
}
