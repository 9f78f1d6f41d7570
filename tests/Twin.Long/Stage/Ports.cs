using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace Twin.Long.Stage;

/// <summary>Free ports on the loopback address, below those that the system gives to clients.</summary>
internal static class Ports
{
    private const int First = 5300;
    private const int Count = 100;

    public static int Free()
    {
        var taken = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners()
            .Select(point => point.Port).ToHashSet();
        for (var i = 0; i < Count; i++)
        {
            // Suites that run side by side begin at different ports: between a look and a start another may come.
            var port = First + ((Environment.ProcessId + i) % Count);
            if (!taken.Contains(port) && CanListen(port))
            {
                return port;
            }
        }

        throw new IOException(
            $"Found no free port from {First} to {First + Count - 1}; expected one. End what listens there.");
    }

    private static bool CanListen(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
