import { lm } from 'vscode';
import type { Tokenizer } from '../../core/catalog/catalogTable';
import type { CountedTool } from '../../core/context/report/contextRows';
import type { FieldGuide } from '../../core/fieldGuide';
import type { TokenCount } from '../../core/tokens/counting/modelCount';

/** Counts the descriptions of the tools that VS Code knows, each once per tokenizer. No server is started for it. */
export class EditorTools {
  private readonly counts = new Map<string, Promise<TokenCount>>();

  constructor(private readonly guide: Pick<FieldGuide, 'count'>) {}

  counted(tokenizer: Tokenizer): Promise<CountedTool[]> {
    return Promise.all(
      lm.tools.map(async ({ name, description, inputSchema }) => {
        const text = JSON.stringify({ name, description, parameters: inputSchema });
        const key = `${tokenizer.id} ${text}`;
        const count = this.counts.get(key) ?? this.guide.count(text, tokenizer, { languageId: 'json' });
        this.counts.set(key, count);
        const { tokens, estimate } = await count;
        return { name, tokens, exact: !estimate };
      }),
    );
  }
}
