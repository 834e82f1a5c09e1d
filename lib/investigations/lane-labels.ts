interface Named {
  id: string;
  name: string;
}

/**
 * What each of these agents is called among the others: its name, and a number from the second of
 * that name on. Given in the order of their first events, so that whoever comes later renames nobody.
 */
export function laneLabels(agents: readonly Named[]): Map<string, string> {
  const labels = new Map<string, string>();
  const taken = new Set<string>();
  for (const { id, name } of agents) {
    let label = name;
    for (let n = 2; taken.has(label); n++) label = `${name} ${n}`;
    taken.add(label);
    labels.set(id, label);
  }
  return labels;
}
