"""What the benchmarks need besides themselves: a real server and a slow link."""
