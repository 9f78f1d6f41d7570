import type { BarSeriesOption, LineSeriesOption } from 'echarts/charts';
import type { GridComponentOption, TooltipComponentOption } from 'echarts/components';
import type { ComposeOption } from 'echarts/core';
import type { ReviewPointView } from '@/wire/contracts';

export type TrendOption = ComposeOption<
  BarSeriesOption | LineSeriesOption | GridComponentOption | TooltipComponentOption>;

export interface TrendQuestion {
  points: readonly ReviewPointView[];
  labels: readonly string[];
  names: { reported: string; closed: string; before: string; band: string };
  fontPixels: number;
  fontFamily: string;
  colors: { ink: string; line: string; text: string; panel: string; reported: string; closed: string; band: string };
}

/** What came and was closed, on the band of what is usual; no animation, so that print and screen are the same. */
export function trendOption(q: TrendQuestion): TrendOption {
  const label = { color: q.colors.ink, fontSize: q.fontPixels, fontFamily: q.fontFamily };
  const low = q.points.map((point) => point.band?.low ?? null);
  const width = q.points.map((point) => (point.band == null ? null : point.band.high - point.band.low));
  return {
    animation: false,
    grid: {
      left: 4, right: 8, top: q.fontPixels, bottom: 4, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel',
    },
    tooltip: {
      trigger: 'axis',
      backgroundColor: q.colors.panel,
      borderColor: q.colors.line,
      textStyle: { color: q.colors.text, fontSize: q.fontPixels },
      valueFormatter: (value) => (typeof value === 'number' ? String(Math.round(value * 10) / 10) : '—'),
    },
    xAxis: {
      type: 'category',
      data: [...q.labels],
      axisLine: { lineStyle: { color: q.colors.line } },
      axisTick: { show: false },
      axisLabel: { ...label, hideOverlap: true },
    },
    yAxis: {
      type: 'value', min: 0, minInterval: 1, splitNumber: 4, axisLabel: label,
      splitLine: { lineStyle: { color: q.colors.line } },
    },
    series: [
      band('', low, 0, q.colors.band),
      band(q.names.band, width, 0.28, q.colors.band),
      {
        type: 'bar', name: q.names.reported, data: q.points.map((point) => point.reported), barMaxWidth: 26,
        itemStyle: { color: q.colors.reported },
      },
      {
        type: 'bar', name: q.names.closed, data: q.points.map((point) => point.closed), barMaxWidth: 26,
        itemStyle: { color: q.colors.closed },
      },
      {
        type: 'line', name: q.names.before, data: q.points.map((point) => point.before ?? null), showSymbol: false,
        lineStyle: { color: q.colors.text, width: 1.5, type: 'dashed' }, itemStyle: { color: q.colors.text },
      },
    ],
  };
}

/** An unseen floor and the band that stands on it. */
function band(name: string, data: (number | null)[], opacity: number, color: string): LineSeriesOption {
  return {
    type: 'line', name, data, stack: 'band', symbol: 'none', silent: true, step: 'middle',
    lineStyle: { opacity: 0 }, itemStyle: { color }, areaStyle: { color, opacity },
    tooltip: { show: false },
  };
}
