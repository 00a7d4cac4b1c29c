import * as v from 'valibot';
import { sayInEnglish } from '../../base/say';
import { ENCODING_NAMES, isEncodingName } from '../../catalog/encodingName';
import type { Model, Tokenizer } from '../../catalog/catalogTable';
import { languageOfFile } from '../../text/languageOfFile';
import { estimateReason } from '../../tokens/counting/modelCount';
import { ToolError, agentTool } from './agentTool';
import type { ToolNeeds } from './agentTool';
import { maxToolBytes, readToolFile, toolPath } from './toolFiles';

const usual = 'o200k_base';

interface Chosen {
  readonly tokenizer: Pick<Tokenizer, 'encoding' | 'estimate'>;
  readonly model?: Model;
}

export const countTokensTool = agentTool(
  {
    name: 'count_tokens',
    description: 'Counts the tokens of a text or a file with the tokenizer of a model, offline.',
    inputSchema: {
      type: 'object',
      properties: {
        text: { type: 'string' },
        path: { type: 'string', description: 'File, instead of text' },
        model: { type: 'string', description: `Model ID or encoding, else ${usual}` },
      },
    },
  },
  v.strictObject({
    text: v.optional(v.pipe(v.string(), v.maxLength(maxToolBytes))),
    path: v.optional(toolPath),
    model: v.optional(v.pipe(v.string(), v.maxLength(200)), usual),
  }),
  async ({ text, path, model: name }, { guide, folders, signal }) => {
    if ((text === undefined) === (path === undefined)) throw new ToolError('Give one of text and path.');
    const { tokenizer, model } = await choose(name, guide);
    const read = text ?? (await readToolFile(path ?? '', folders));
    const languageId = path === undefined ? undefined : languageOfFile(path);
    const { tokens, estimate } = await guide.count(read, tokenizer, { languageId, ...(signal && { signal }) });
    const by = model ? `for ${model.id} (${tokenizer.encoding})` : `in ${tokenizer.encoding}`;
    const band = estimate?.bandPercent === undefined ? '' : `, plus or minus ${estimate.bandPercent} %`;
    const counted = `${tokens} ${tokens === 1 ? 'token' : 'tokens'} ${by}`;
    const count = estimate
      ? `About ${counted}${band}. ${estimateReason(estimate, sayInEnglish)}`
      : `${counted}, exactly.`;
    const window = model?.contextWindow;
    if (window === undefined) return count;
    return `${count} Its context window has ${window} tokens.`;
  },
);

async function choose(name: string, guide: ToolNeeds['guide']): Promise<Chosen> {
  if (isEncodingName(name)) return { tokenizer: { encoding: name } };
  const catalog = await guide.catalog();
  const model = catalog.findModel(name);
  if (model) return { tokenizer: catalog.tokenizerOf(model), model };
  const near = (await guide.search())(name).flatMap(({ entries }) =>
    entries.flatMap((entry) => (entry.kind === 'model' ? entry.model.id : [])),
  );
  const like = near.length === 0 ? '' : ` Models like it: ${near.slice(0, 5).join(', ')}.`;
  throw new ToolError(`"${name}" is not known.${like} Encodings: ${ENCODING_NAMES.join(', ')}.`);
}
