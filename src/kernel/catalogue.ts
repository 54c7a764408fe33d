export const catalogue = {} as Record<string, { title: string; text: string }>;
export type Code = string;
