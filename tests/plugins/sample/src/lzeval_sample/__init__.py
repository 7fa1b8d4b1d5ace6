"""A sample plug-in for lzeval (示例插件)."""
