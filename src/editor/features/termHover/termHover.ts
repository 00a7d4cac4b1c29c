import { Hover, languages } from 'vscode';
import type { CancellationToken, Disposable, HoverProvider, Position, TextDocument } from 'vscode';
import { stepDone } from '../../shared/firstSteps';
import { silenceIn } from '../../services/glossary/silence';
import type { HoverParts } from './hoverCard';

export const registerGlossaryHover = (parts: HoverParts): Disposable =>
  languages.registerHoverProvider('*', new GlossaryHover(parts));

export class GlossaryHover implements HoverProvider {
  constructor(private readonly parts: HoverParts) {}

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
    stepDone('hovered');
    return hover;
  }
}
