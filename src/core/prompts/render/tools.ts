import type { Prompt, PromptMetadata, PromptProblem, PromptTool } from '../prompt';

/** Adds the known tools that a prompt names to those that it defines itself. Unknown tools stay names. */
export function withTools(metadata: PromptMetadata, known: Readonly<Record<string, PromptTool>> = {}): PromptMetadata {
  if (!metadata.tools) return metadata;
  const own = ownTools(metadata);
  const others = metadata.tools.filter((name) => !own.has(name));
  const found = others.flatMap((name) => (Object.hasOwn(known, name) ? [known[name]!] : []));
  return {
    ...metadata,
    tools: others.filter((name) => !Object.hasOwn(known, name)),
    toolDefs: [...(metadata.toolDefs ?? []), ...found],
  };
}

/** Reports the tools that are neither defined in the prompt nor known, at the place where the file names them. */
export function unknownTools({ metadata, values }: Prompt, isKnown: (name: string) => boolean): PromptProblem[] {
  const own = ownTools(metadata);
  return (metadata.tools ?? []).flatMap((name, i) => {
    if (own.has(name) || isKnown(name)) return [];
    const span = values.get(`/tools/${i}`) ?? { start: 0, end: 0 };
    return [{ span, severity: 'error', rule: 'unknown-tool', message: (say) => say('There is no tool "{0}".', name) }];
  });
}

const ownTools = ({ toolDefs }: PromptMetadata): ReadonlySet<string> => new Set(toolDefs?.map(({ name }) => name));
