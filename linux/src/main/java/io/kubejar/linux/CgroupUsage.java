package io.kubejar.linux;

/// What the processes of a control group and of those below it use.
///
/// @param cpuNanos CPU time since the group was made, in nanoseconds
/// @param memoryBytes all memory, with the page cache
/// @param workingSetBytes memory without the file pages that were not used lately
/// @param rssBytes anonymous memory
/// @param pageFaults faults since the group was made
/// @param majorPageFaults those of them that had to read a disk
/// @param processes how many processes and threads there are
public record CgroupUsage(
    long cpuNanos,
    long memoryBytes,
    long workingSetBytes,
    long rssBytes,
    long pageFaults,
    long majorPageFaults,
    long processes) {}
