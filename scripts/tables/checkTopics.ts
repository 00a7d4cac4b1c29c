import path from 'node:path';
import type { Topic } from '../../src/core/glossary/find/glossaryTable';
import type { DataFile } from './dataFile';
import { didYouMean } from './didYouMean';
import { UniqueNames } from './eachEntry';

/** The topic of a file is the one of its name. */
export const topicOf = ({ name }: DataFile): string => path.basename(name, '.yml');

/** Each file has a topic, and each topic a file and a place of its own. @returns them in their order. @throws DataError */
export function checkTopics(topics: DataFile, files: readonly DataFile[]): Topic[] {
  const ids = new UniqueNames();
  const orders = new UniqueNames();
  const names = files.map(topicOf);
  const all = topics.entries as readonly (Topic & { readonly order: number })[];
  all.forEach(({ id, order }, index) => {
    ids.add(id, 'the topic', topics, [index, 'id']);
    orders.add(String(order), 'the order', topics, [index, 'order']);
    if (!names.includes(id)) {
      topics.fail([index, 'id'], `there is no file "${id}.yml" in data/glossary${didYouMean(id, names)}`);
    }
  });
  for (const file of files) {
    if (!ids.has(topicOf(file))) file.fail([0, 'id'], `this file has no topic: give it one in ${topics.name}`);
  }
  return all.toSorted((a, b) => a.order - b.order).map(({ id, name, summary }) => ({ id, name, summary }));
}
