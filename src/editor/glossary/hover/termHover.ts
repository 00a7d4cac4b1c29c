import { Hover, languages } from 'vscode';
import type { CancellationToken, Disposable, HoverProvider, Position, TextDocument } from 'vscode';
import type { StepDone } from '../../shared/firstSteps';
import { silenceIn } from '../terms/silence';
import type { HoverDeps } from './hoverCard';

export const registerGlossaryHover = (parts: HoverDeps, stepDone: StepDone): Disposable =>
  languages.registerHoverProvider('*', new GlossaryHover(parts, stepDone));

export class GlossaryHover implements HoverProvider {
  constructor(
    private readonly parts: HoverDeps,
    private readonly stepDone: StepDone,
  ) {}

  async provideHover(
    document: TextDocument,
    position: Position,
    cancel: CancellationToken,
  ): Promise<Hover | undefined> {
    const { off, language } = silenceIn(document);
    if (off || language !== undefined) return undefined;
    const subject = await this.parts.subjects.at(document, position, cancel);
    if (!subject || cancel.isCancellationRequested) return undefined;
    // With what makes cards of models and parameters.
    const { hoverCard } = await import('./hoverCard');
    const hover = new Hover(await hoverCard(subject, document, position, this.parts), subject.range);
    this.stepDone('hovered');
    return hover;
  }
}
