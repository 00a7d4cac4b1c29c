import { Hover, languages } from 'vscode';
import type { CancellationToken, Disposable, HoverProvider, Position, TextDocument } from 'vscode';
import type { StepDone } from '../../shared/firstSteps';
import type { CardDeps } from '../terms/hoverTargets';
import { silenceIn } from '../terms/silence';

export const registerGlossaryHover = (deps: CardDeps, stepDone: StepDone): Disposable =>
  languages.registerHoverProvider('*', new GlossaryHover(deps, stepDone));

export class GlossaryHover implements HoverProvider {
  constructor(
    private readonly deps: CardDeps,
    private readonly stepDone: StepDone,
  ) {}

  async provideHover(
    document: TextDocument,
    position: Position,
    cancel: CancellationToken,
  ): Promise<Hover | undefined> {
    const { off, language } = silenceIn(document);
    if (off || language !== undefined) return undefined;
    const subject = await this.deps.subjects.at(document, position, cancel);
    if (!subject || cancel.isCancellationRequested) return undefined;
    // With what makes cards of models and parameters.
    const { hoverCard } = await import('./hoverCard');
    const hover = new Hover(await hoverCard(subject, document, position, this.deps), subject.range);
    this.stepDone('hovered');
    return hover;
  }
}
