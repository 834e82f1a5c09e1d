/** Lists by a key, each in the order that it came in. As `Map.groupBy`, which Node 20 lacks. */
export function groupBy<Key, Each>(
  list: readonly Each[],
  keyOf: (each: Each) => Key,
): Map<Key, Each[]> {
  const groups = new Map<Key, Each[]>();
  for (const each of list) {
    const key = keyOf(each);
    const group = groups.get(key);
    if (group) group.push(each);
    else groups.set(key, [each]);
  }
  return groups;
}
