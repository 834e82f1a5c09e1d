/** How often the glass was broken of late, and what of it nobody has reviewed. */
export interface BrokenGlass {
  days: number;
  total: number;
  unreviewed: { id: string; title: string; service: string; at: string }[];
}
