/** The waterfall and its rows. */
export const trace = {
  parentNotInData: "parent not in this data",
  spans: (count: number) => (count === 1 ? "1 span" : `${count.toLocaleString("en")} spans`),
};
